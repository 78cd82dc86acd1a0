import { currentLanguage } from "./language.js";

/** The gateway's API. No token is held here: the session is a cookie that scripts cannot read. */
const ROOT = "/api/v1";
const CSRF = "X-Passerelle-CSRF";
const tags = new WeakMap();

/** A refusal or fault as problem+json tells it; status 0 means that no whole answer came, so that of a write nobody knows what came of it. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? "");
    Object.assign(this, { status, retryAfter, title: body.title, detail: body.detail, code: body.code, trace: body.trace });
    Object.assign(this, { errors: body.errors ?? [], offer: body.offer, rejection: body.case });
  }
}

/** Ends the session at the gateway. */
export function signOut() {
  return call("POST", "/portal/sign-out", {});
}

export function read(path, query = {}, signal) {
  return call("GET", address(path, query), { signal });
}

/** The ETag of what was read. */
export function tagOf(content) {
  return tags.get(content);
}

export function write(path, body, headers = {}, method = "POST", query = {}) {
  return call(method, address(path, query), { body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
}

/** Sends a file as it is. */
export function send(path, query, file, type) {
  return call("POST", address(path, query), { body: file, headers: { "Content-Type": type } });
}

/** A part of a file: its bytes, and the headers that say where the next part begins. */
export function part(path, query, signal) {
  return call("GET", address(path, query), { signal, bytes: true });
}

export function remove(path) {
  return call("DELETE", address(path), {});
}

/** The address of a path whose parts are given apart, so that no identifier can change its meaning. */
export function address(path, query = {}) {
  const parts = [path].flat().map(encodeURIComponent).join("/");
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return given.length === 0 ? `${ROOT}/${parts}` : `${ROOT}/${parts}?${new URLSearchParams(given)}`;
}

/** Tells when the session has ended. */
export function onSignedOut(listener) {
  window.addEventListener("passerelle:signed-out", listener);
}

/** The value that proves a write comes from this page. */
function csrfHeader() {
  const found = cookie("passerelle_csrf");
  return found ? { [CSRF]: found } : {};
}

async function call(method, url, { body, headers = {}, signal, bytes }) {
  const proof = method === "GET" ? {} : csrfHeader();
  const sent = { Accept: "application/json, application/problem+json", "Accept-Language": currentLanguage(), ...proof, ...headers };
  const { answer, text } = await reach(url, { method, body, signal, headers: sent, credentials: "same-origin", cache: "no-store" }, bytes);
  if (bytes && answer.ok) return { headers: answer.headers, bytes: text };
  const content = parse(text);
  tags.set(content, answer.headers.get("ETag"));
  if (answer.ok) return content;
  if (answer.status === 401) window.dispatchEvent(new Event("passerelle:signed-out"));
  throw new Problem(answer.status, content, answer.headers.get("Retry-After"));
}

async function reach(url, options, bytes) {
  try {
    const answer = await fetch(url, options);
    return { answer, text: await (bytes && answer.ok ? answer.blob() : answer.text()) };
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw Object.assign(new Problem(0, {}), { written: options.method !== "GET" });
  }
}

function parse(text) {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}
