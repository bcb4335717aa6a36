import { escapeUnseen } from "../source/escape-unseen.js";

/** A string literal with all invisible characters escaped. */
export function quoted(text: string): string {
  const isFullOfQuotes = text.split('"').length > text.split("'").length;
  const literal = isFullOfQuotes ? quotedSingly(text) : JSON.stringify(text);
  return escapeUnseen(literal);
}

function quotedSingly(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

/** Escapes a part of a template literal, including all invisible characters. */
export function quotedInTemplate(text: string): string {
  return escapeUnseen(JSON.stringify(text))
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/`|\$(?=\{)/g, "\\$&");
}
