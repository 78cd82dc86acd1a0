import { element } from "./dom.js";
import { input } from "./form.js";
import { t } from "./language.js";

/** A list of machine tags: written or chosen one at a time, each removable. */
export function tagsField(vocabulary, given = []) {
  const chosen = element("ul", { class: "tags" });
  const entry = input("tag", { list: "known-tags", dir: "ltr", placeholder: "event:type=\"ied\"", "aria-label": t("submit.tags"),
    on: { keydown: (event) => event.key === "Enter" && (event.preventDefault(), add()) } });
  const add = () => {
    if (entry.value.trim() !== "") chosen.append(chip(entry.value.trim()));
    entry.value = "";
    entry.focus();
  };
  chosen.append(...given.map(chip));
  return element("div", { class: "tags-field" }, chosen,
    element("div", { class: "together" }, entry, element("button", { type: "button", on: { click: add } }, t("submit.addTag"))),
    element("datalist", { id: "known-tags" }, Object.entries(vocabulary.tags).flatMap(([name, values]) =>
      (values.length === 0 ? [name] : values.map((value) => `${name}="${value}"`)).map((tag) => element("option", { value: tag })))));
}

/** The tags chosen so far, and the one still in the entry. */
export function tagsOf(form) {
  const waiting = form.elements.tag.value.trim();
  return [...form.querySelectorAll(".tags [data-tag]")].map((item) => item.dataset.tag).concat(waiting === "" ? [] : [waiting]);
}

function chip(tag) {
  const item = element("li", { "data-tag": tag }, element("code", { dir: "ltr" }, tag),
    element("button", { type: "button", class: "plain", "aria-label": t("submit.removeTag", { tag }), on: { click: () => item.remove() } }, "×"));
  return item;
}
