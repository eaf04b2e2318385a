// An order whose points are still on their way: looks again until they are there.

const PAUSE_MS = 1500;
const LOOKS = 40;

/** Watches the line of the order's page that says what it earned. */
export async function watchArrival() {
  const line = document.querySelector("[data-waiting]");
  for (let look = 0; line && look < LOOKS; look += 1) {
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    const response = await fetch(`${location.pathname}/earned`);
    const { text, waiting } = response.ok ? await response.json() : { waiting: true };
    if (waiting) continue;
    line.textContent = text;
    globalThis.accolade?.refresh?.();
    return;
  }
}
