// One call in the drawer.

/**
 * @param {object} call
 * @param {Set<string>} open the keys of those that are open
 * @returns {HTMLLIElement}
 */
export function callItem(call, open) {
  const key = String(call.id);
  const summary = make("summary", {}, [
    make("span", { class: "call-method" }, [call.event ? "event" : (call.method ?? "page")]),
    make("span", { class: "call-path" }, [call.event ?? call.topic ?? call.path]),
    make("span", { class: "call-ms" }, [call.ms === undefined ? "" : `${call.ms} ms`]),
    make("span", { class: "call-decision", "data-tone": tone(call) }, [decision(call)]),
    ...entryLine(call.entries ?? []),
  ]);
  const details = make("details", { class: "call", "data-key": key, "data-test": "call" }, [
    summary,
    ...body("Request", call.request),
    ...body("Answer", call.response),
  ]);
  details.open = open.has(key);
  return make("li", {}, [details]);
}

function tone({ status, response }) {
  if (status === 0 || status >= 400) return "bad";
  return parse(response)?.valid === false ? "bad" : "good";
}

function decision(call) {
  if (call.event) return "The element told the page.";
  if (call.status === 0 && call.fromPage) return "Asked by the page";
  if (call.status === 0) return "No answer yet; it is tried again";
  const times = call.times ? `, ${call.times} times` : "";
  const by = call.fromPage ? `, asked by the page${times}` : "";
  return `${call.status}${by}${verdict(parse(call.response))}`;
}

function verdict(answer) {
  if (!answer) return "";
  if (answer.decline) return `: declined, ${answer.decline}`;
  if (answer.valid) return `: valid, ${answer.discount?.kind ?? ""}`;
  if (answer.ignored) return `: ignored, ${answer.ignored}`;
  if (answer.title) return `: ${answer.title}`;
  if (Number.isInteger(answer.earned)) return `: ${answer.state ?? ""}, earned ${answer.earned}`;
  if (answer.state) return `: ${answer.state}`;
  return "";
}

function entryLine(entries) {
  if (entries.length === 0) return [];
  const words = entries.map(({ sequence, kind, points }) => {
    const sign = points > 0 ? "+" : "";
    return `#${sequence} ${kind}${points === 0 ? "" : ` ${sign}${points}`}`;
  });
  return [make("span", { class: "call-entries" }, [`Entries: ${words.join(", ")}`])];
}

function body(title, text) {
  if (!text || text === "null") return [];
  const value = parse(text);
  const shown = value === null ? text : JSON.stringify(value, null, 2);
  return [make("h3", {}, [title]), make("pre", { tabindex: "0" }, [shown])];
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function make(name, attributes, children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
