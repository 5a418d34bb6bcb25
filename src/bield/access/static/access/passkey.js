// Passkeys. A page that offers one always offers another way too; without script it is not shown.

const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const known = (list) => list?.map((one) => ({ ...one, id: decode(one.id) }));

function asked(options) {
  return {
    ...options,
    challenge: decode(options.challenge),
    ...(options.user && { user: { ...options.user, id: decode(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: known(options.excludeCredentials) }),
  };
}

function answered(credential) {
  const response = {};
  for (const part of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[part]) response[part] = encode(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

async function ask(form) {
  const publicKey = asked(JSON.parse(form.dataset.options));
  const way = form.dataset.passkey === "create" ? "create" : "get";
  const credential = await navigator.credentials[way]({ publicKey });
  form.elements.answer.value = answered(credential);
  if (document.querySelector("input[name=shared]")?.checked) {
    const shared = Object.assign(document.createElement("input"), { type: "hidden" });
    shared.name = "shared";
    form.append(shared);
  }
  form.submit();
}

function tell(form, words) {
  const place = form.querySelector("[data-passkey-told]");
  place.textContent = words;
  place.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const part = form.closest("[data-passkey-part]") ?? form;
  if (!window.PublicKeyCredential) continue;
  part.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form).catch((fault) =>
      tell(
        form,
        fault.name === "InvalidStateError"
          ? "This device has a passkey for your account already."
          : "No passkey was used. Try again, or choose another way.",
      ),
    );
  });
}
