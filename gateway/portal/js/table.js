import { element } from "./dom.js";
import { t } from "./language.js";

/** A table whose rows become cards where the screen is narrow: each cell knows the name of its column. */
export function table(columns, items, cells, caption) {
  return tableOf(columns, element("tbody", {}, items.map((item) => row(columns, cells(item)))), caption);
}

export function tableOf(columns, body, caption) {
  return element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption }, element("table", { class: "list" }, caption && element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, columns.map((name) => element("th", { scope: "col" }, t(`column.${name}`))))), body));
}

export function row(columns, cells) {
  return element("tr", {}, columns.map((name) => element("td", { "data-column": name, "data-label": t(`column.${name}`) },
    cells[name] && element("div", {}, cells[name]))));
}
