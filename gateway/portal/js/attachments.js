import { address, send } from "./api.js";
import { code, element, facts } from "./dom.js";
import { attempt, field, input } from "./form.js";
import { audience, badge } from "./labels.js";
import { number, t } from "./language.js";
import { currentPurpose } from "./purpose.js";

/** What browsers call the types that may be attached; the gateway looks at the bytes and decides. */
const TYPES = {
  pdf: "application/pdf", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  txt: "text/plain", csv: "text/csv", json: "application/json", geojson: "application/geo+json",
};

/** The files of a view, each under its own marking. They are saved and never shown in a page. */
export function attachments(view) {
  return (view.attachments ?? []).map((file) => element("section", { class: "portion attachment", "data-edge": file.label.level },
    element("h3", {}, element("bdi", {}, file.name), badge(file.label)),
    facts([
      [t("attachment.type"), code(file.type)],
      [t("attachment.size"), t("attachment.bytes", { count: number(file.size) })],
      [t("attachment.hash"), code(file.sha256)],
    ]),
    element("p", {}, element("a", { href: address(["records", view.id, "attachments", file.id], { purpose: currentPurpose() }), download: file.name }, t("attachment.save"))),
    audience(file.label) !== audience(view.label) && element("p", { class: "quiet" }, audience(file.label))));
}

/** A form by which the releaser attaches a file. The label is stated anew: a file inherits none. */
export function attaching(view, again) {
  const outcome = element("div");
  const file = element("input", { type: "file", name: "file", accept: Object.keys(TYPES).map((end) => `.${end}`).join(",") });
  const label = input("label", { maxlength: 2000, dir: "ltr", value: line(view.label) });
  const form = element("form", { on: { submit: (event) => attempt(event, outcome, () => attach(view, file.files[0], label.value.trim()), again) } },
    field(t("attachment.file"), "body", file, { hint: t("attachment.fileHint"), required: true }),
    field(t("attachment.label"), "label", label, { hint: t("attachment.labelHint"), required: true }),
    element("p", {}, element("button", { class: "strong" }, t("attachment.do"))), outcome);
  return element("details", { class: "step" }, element("summary", {}, t("attachment.title")), form);
}

/** The label of the record in one line, to begin with. */
function line({ marking, tlp, compartments, releasableTo, purposes }) {
  const names = (word, list) => list && `${word} ${list.length > 0 ? list.join(",") : "NONE"}`;
  return [marking, `TLP:${tlp}`, names("REL", releasableTo), names("PURPOSE", purposes), names("COMP", compartments)].filter(Boolean).join("//");
}

function attach(view, file, label) {
  const type = TYPES[file.name.split(".").pop().toLowerCase()] ?? file.type;
  return send(["records", view.id, "attachments"], { name: file.name, label }, file, type);
}
