import { read, remove, write } from "./api.js";
import { announce } from "./announce.js";
import { element, fill } from "./dom.js";
import { clearFaults, field, input, showFaults } from "./form.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/** The searches that the reader has named: each is run or deleted; `stated` tells what the form of the search says now, which is named and kept. */
export function savedSearches({ form: search, stated, run, signal }) {
  const list = element("ul", { class: "saved-searches" });
  const outcome = element("div");
  const name = input("name", { maxlength: 100, dir: "auto" });
  const parts = { list, outcome, name, search, stated, run, signal };
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
  return element("li", {}, element("button", { type: "button", class: "strong", on: { click: () => parts.run(saved) } }, element("bdi", {}, saved.name)), " ",
    element("button", { type: "button", on: { click: () => change(parts, () => remove(["searches", saved.id])) } }, t("search.saved.delete")));
}

async function keep(event, parts) {
  event.preventDefault();
  await change(parts, () => write("searches", { name: parts.name.value.trim(), query: parts.stated() }));
}

async function change(parts, sending) {
  clearFaults(parts.search);
  try {
    await sending();
    fill(parts.outcome);
    parts.name.value = "";
    announce(t("assessment.saved"));
    await show(parts);
  } catch (problem) {
    const summary = element("div");
    fill(parts.outcome, problemPanel(problem), summary);
    showFaults(parts.search, summary, problem);
  }
}
