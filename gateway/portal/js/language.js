/** The reader's language: words from i18n/, dates, numbers and countries from the browser. */
export const LANGUAGES = ["en", "fr", "ar"];
const KEPT = "passerelle.language";

let language = "en";
let words = {};
let codes;

/** Loads the kept or preferred language and sets the direction of the page. */
export async function loadLanguage(wanted = kept() ?? preferred()) {
  words = await fetched(wanted);
  codes = undefined;
  language = wanted;
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

/** Adds what codes in records are called, for the pages that show some; without, these stand as they are written. */
export function loadCodes() {
  const spoken = words;
  codes ??= fetched(`codes-${language}`).then((more) => Object.assign(spoken, more), () => { codes = undefined; });
  return codes;
}

/** Changes the language and remembers it on this device. */
export async function changeLanguage(wanted) {
  localStorage.setItem(KEPT, wanted);
  await loadLanguage(wanted);
}

export function currentLanguage() {
  return language;
}

/** The sentence of a key, its {places} filled in. */
export function t(key, places = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** The word for a member of a vocabulary, however it is spelt there; one not yet translated is shown as it is written. */
export function word(family, member) {
  const name = String(member).replace(/([a-z])([A-Z])/g, "$1-$2").replaceAll("_", "-").toLowerCase();
  return words[`${family}.${name}`] ?? String(member).replace(/[-_]/g, " ");
}

/** What a code in a record is called; one that has no word stands as it is written: a serial number is not to be tidied. */
export function coded(family, member) {
  return words[`${family}.${member}`] ?? member;
}

/** Several words of a vocabulary, joined as the language joins a list. */
export function wordList(family, members) {
  return list(members.map((member) => word(family, member)));
}

export function list(parts) {
  return new Intl.ListFormat(language, { type: "unit", style: "long" }).format(parts.map(String));
}

export function instant(text) {
  return format(text, { dateStyle: dateStyle(), timeStyle: "short" }) + " UTC";
}

export function day(text) {
  return format(text, { dateStyle: dateStyle() });
}

export function number(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

/** The name of a country, or of a region of one. */
export function country(code) {
  return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames(language, { type: "region" }).of(code) : coded("area", code);
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** The medium Arabic form is digits alone; with the name of the month nobody mistakes day for month. */
function dateStyle() {
  return language === "ar" ? "long" : "medium";
}

function format(text, options) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(time);
}

async function fetched(name) {
  const answer = await fetch(new URL(`../i18n/${name}.json`, import.meta.url));
  return answer.json();
}

function kept() {
  const found = localStorage.getItem(KEPT);
  return LANGUAGES.includes(found) ? found : undefined;
}

function preferred() {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES.includes(tag)) ?? "en";
}
