// Answers where the network does not. It keeps the parts of one page, and nothing else ever: what
// is shown of anybody is never among them. With a part that changes this script changes as well,
// so that a browser fetches all of them anew.

const PAGE = "{{ page }}";
const KEPT = {{ kept|safe }};
const NAME = "bield-{{ version }}";

async function fetched() {
  const kept = await caches.open(NAME);
  // As nobody: so that what is kept is what everybody sees.
  await kept.addAll(KEPT.map((part) => new Request(part, { cache: "reload", credentials: "omit" })));
}

async function others() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith("bield-") && name !== NAME);
}

const kept = (part) => caches.match(part, { ignoreVary: true });

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetched());
});

self.addEventListener("activate", (event) => {
  const forget = async () => Promise.all((await others()).map((name) => caches.delete(name)));
  event.waitUntil(forget().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (KEPT.includes(pathname)) {
    event.respondWith(kept(pathname).then((part) => part ?? fetch(request)));
  } else if (request.mode === "navigate") {
    const instead = async () => (await kept(PAGE)) ?? Response.error();
    event.respondWith(fetch(request).catch(instead));
  }
});
