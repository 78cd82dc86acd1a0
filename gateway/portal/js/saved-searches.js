import { read, remove, write } from "./api.js";
import { announce } from "./announce.js";
import { element, fill } from "./dom.js";
import { field, input } from "./form.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/**
 * The searches that the reader has named: each is run or deleted, and what the form says now is named and kept.
 *
 * @param stated tells the query that the form states
 * @param run runs a kept search
 */
export function savedSearches({ stated, run, signal }) {
  const list = element("ul", { class: "saved-searches" });
  const outcome = element("div");
  const name = input("name", { maxlength: 100, dir: "auto" });
  const parts = { list, outcome, name, stated, run, signal };
  const form = element("form", { on: { submit: (event) => keep(event, parts) } },
    field(t("search.saved.name"), "/name", name, { required: true }), element("button", {}, t("search.saved.keep")));
  show(parts);
  return element("details", { class: "step" }, element("summary", {}, t("search.saved.title")), list, form, outcome);
}

async function show(parts) {
  try {
    const { items } = await read("searches", {}, parts.signal);
    fill(parts.list, items.length === 0 ? element("li", {}, t("search.saved.none")) : items.map((saved) => entry(saved, parts)));
  } catch (problem) {
    if (!parts.signal.aborted) fill(parts.outcome, problemPanel(problem));
  }
}

function entry(saved, parts) {
  const name = element("bdi", {}, saved.name);
  return element("li", {}, element("button", { type: "button", class: "strong", on: { click: () => parts.run(saved) } }, name), " ",
    element("button", { type: "button", on: { click: () => drop(saved, parts) }, "aria-label": t("search.saved.delete-named", { name: saved.name }) },
      t("search.saved.delete")));
}

async function keep(event, parts) {
  event.preventDefault();
  await change(parts, () => write("searches", { name: parts.name.value.trim(), query: parts.stated() }), "search.saved.kept");
}

async function drop(saved, parts) {
  await change(parts, () => remove(["searches", saved.id]), "search.saved.deleted");
}

async function change(parts, sending, told) {
  try {
    await sending();
    fill(parts.outcome);
    parts.name.value = "";
    announce(t(told));
    await show(parts);
  } catch (problem) {
    fill(parts.outcome, problemPanel(problem));
  }
}
