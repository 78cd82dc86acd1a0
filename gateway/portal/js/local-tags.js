import { read, write } from "./api.js";
import { announce } from "./announce.js";
import { code, element, fill } from "./dom.js";
import { attempt, field, input } from "./form.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";
import { may } from "./session.js";

/** The tags that the reader's party keeps on a record for itself; one is added or removed at a time. */
export function localTags({ id }) {
  const path = ["records", id, "tags"];
  const list = element("ul", { class: "tags" });
  const outcome = element("div");
  const entry = input("localTag", { dir: "ltr", maxlength: 200, placeholder: "case:number=\"12\"" });
  const change = (event, body) => attempt(event, outcome, () => write(path, body), (now) => {
    entry.value = "";
    show(now);
    entry.focus();
    announce(t("assessment.saved"));
  });
  const remove = (tag) => element("button", { type: "button", class: "plain", "aria-label": t("submit.removeTag", { tag }),
    on: { click: (event) => change(event, { remove: [tag] }) } }, "×");
  const show = ({ items }) => fill(list, items.map(({ tag }) => element("li", {}, code(tag), may("localTags") && remove(tag))));
  read(path).then(show, (problem) => fill(outcome, problemPanel(problem)));
  return element("form", { on: { submit: (event) => change(event, { add: [entry.value.trim()] }) } },
    list, may("localTags") && [field(t("localTags.add"), "/add", entry, { required: true }), element("button", {}, t("submit.addTag"))], outcome);
}
