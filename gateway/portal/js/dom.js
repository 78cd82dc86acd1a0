/** Builds elements. A string child becomes text, never markup; listeners are attached, never written as attributes. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") listen(node, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

/** Replaces everything inside a node. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** A description list of the pairs that have something to say. */
export function facts(pairs) {
  return element("dl", { class: "facts" }, pairs.filter(([, value]) => !empty(value)).map(([term, value]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value))));
}

/** An identifier or code: left to right in every language. */
export function code(text) {
  return element("code", { dir: "ltr" }, text);
}

/** Children with a separator between them. */
export function joined(parts, separator = " · ") {
  return parts.filter((part) => !empty(part)).flatMap((part, index) => index === 0 ? [part] : [separator, part]);
}

function listen(node, listeners) {
  for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

function present(children) {
  return children.flat(Infinity).filter((child) => !empty(child));
}

function empty(value) {
  return value === undefined || value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}
