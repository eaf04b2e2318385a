// Whether wasm may run here: a page's policy may forbid it, and some browsers do in a locked mode.

// The smallest module: its magic number and its version.
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

let known;

/** Whether wasm may run; asked of the browser once, since a policy reports each time. */
export function runs() {
  known ??= compiles();
  return known;
}

function compiles() {
  try {
    return Boolean(new WebAssembly.Module(EMPTY));
  } catch {
    return false;
  }
}
