import { element } from "./dom.js";
import { list, t, word } from "./language.js";

/** Marking badges: every colour has a word. The banner reads the data attributes of what is on the page. */
export const TLP_ORDER = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];

/** Level, compartments and TLP of a label; some have no TLP. */
export function badge(label) {
  const compartments = label.compartments ?? [];
  return element("span", {
    class: "badge", dir: "ltr", lang: "en", "data-level": label.level, "data-marking": label.marking, "data-tlp": label.tlp,
    "data-compartments": compartments.join(" "),
  },
    element("span", { class: "badge-level" }, label.marking),
    compartments.map((name) => element("span", { class: "badge-compartment" }, name)),
    label.tlp && element("span", { class: "badge-tlp" }, `TLP:${label.tlp}`));
}

/** Who may hold it, in words; nothing when the label does not restrict its audience. */
export function audience(label) {
  if (label.releasableTo === undefined) return undefined;
  return label.releasableTo.length === 0 ? t("label.nobody") : t("label.releasableTo", { parties: list(label.releasableTo.map(holder)) });
}

/** To whom it may be passed on, in words. */
export function onwardTo(names) {
  return names.length === 0 ? t("clause.noOnward") : list(names.map(holder));
}

/** A party by its id, a group by its name. */
export function holder(id) {
  return /^[a-z]/.test(id) ? word("audience", id) : id;
}

/** The highest of several labels, field by field; undefined of none. */
export function highest(labels) {
  if (labels.length === 0) return undefined;
  const top = labels.reduce((one, other) => other.level > one.level ? other : one);
  const tlp = labels.reduce((one, other) => TLP_ORDER.indexOf(other.tlp) > TLP_ORDER.indexOf(one) ? other.tlp : one, labels[0].tlp);
  return { marking: top.marking, level: top.level, tlp, compartments: [...new Set(labels.flatMap((one) => one.compartments ?? []))].sort() };
}
