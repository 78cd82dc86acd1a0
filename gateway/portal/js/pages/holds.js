import { read, write } from "../api.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { attempt, field, input } from "../form.js";
import { instant, number, t, word } from "../language.js";
import { link } from "../router.js";

/** Releases that wait for a person of the reader's party to rule. */
export async function show(main, { signal }) {
  const { items } = await read("holds", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("holds.title"))), element("p", { class: "quiet" }, t("holds.what")),
    items.length === 0 ? element("p", { class: "nothing" }, t("holds.none")) : element("div", { class: "cards paired" }, items.map(card)));
}

function card(hold) {
  return fillCard(element("article", { class: "card", id: `hold-${hold.id}` }), hold, true);
}

function fillCard(place, hold, open) {
  return fill(place,
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": "HOLD" }, word("holdState", hold.state)), code(hold.code), hold.matter && code(hold.matter)),
    element("h2", {}, word("code", hold.code)),
    facts([
      [t("column.record"), [element("a", { href: link("records", hold.record) }, code(hold.record)), " · ", t("agreement.version", { version: number(hold.version) })]],
      [t("column.releaser"), element("bdi", {}, hold.releaser)],
      [t("column.recipient"), element("bdi", {}, [hold.recipient, hold.recipientUnit].filter(Boolean).join(" – "))],
      [t("hold.requester"), code(hold.requester)],
      [t("column.use"), joined([word("action", hold.action), word("purpose", hold.purpose)])],
      [t("hold.openedAt"), instant(hold.openedAt)],
    ]),
    open && ruling(place, hold));
}

function ruling(place, hold) {
  const outcome = element("div");
  const radio = (value) => element("label", { class: "choice" }, element("input", { type: "radio", name: "allow", value, required: true }), t(`ruling.${value}`));
  const form = element("form", { on: { submit: (event) => attempt(event, outcome, () => rule(form, hold), (answer) => fillCard(place, answer, false)) } },
    element("fieldset", {}, element("legend", {}, t("ruling.title")), radio("allow"), radio("refuse")),
    field(t("reason.label"), "", element("textarea", { name: "reason", maxlength: 2000, rows: 2, dir: "auto" }), { required: true }),
    field(t("ruling.expires"), "", input("expires", { type: "date" }), { hint: t("ruling.expiresHint") }),
    element("p", {}, element("button", { class: "strong" }, t("ruling.do"))), outcome);
  return element("details", { class: "step" }, element("summary", {}, t("ruling.title")), form);
}

function rule(form, hold) {
  const { allow, reason, expires } = form.elements;
  const ruled = { allow: allow.value === "allow", reason: reason.value.trim(), ...(expires.value && { expiresAt: `${expires.value}T23:59:59Z` }) };
  return write(["holds", hold.id, "rulings"], ruled);
}
