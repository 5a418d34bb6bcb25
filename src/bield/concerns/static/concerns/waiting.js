// Says on the home page that a draft waits on this device, and not a word of it.

const place = document.querySelector("[data-draft-waits]");
const { waiting } = await import(place.dataset.safe);
place.hidden = (await waiting()).length === 0;
