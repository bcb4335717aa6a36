import { parseJsonPath } from "../../source/json-path.js";
import { splitText, type TextExpression } from "../expressions/split-text.js";
import { checkJsonPath } from "./check-jsonpath.js";

/** A query in parts. An array is a string literal that contains expressions, without its quotes. */
export type SplitQuery = readonly (string | TextExpression | LiteralParts)[];

type LiteralParts = readonly (string | TextExpression)[];

interface OpenLiteral {
  readonly quote: string;
  readonly parts: (string | TextExpression)[];
}

/** What is special in a query language. */
interface QueryLanguage {
  /** A character of a string literal, with its escape. */
  readonly character: RegExp;
  /** The string that a part of a literal stands for; undefined if its escapes are invalid. */
  readonly decode: (written: string, quote: string) => string | undefined;
  readonly hasComments: boolean;
}

const languages = {
  jsonpath: { character: /\\.|./sy, decode: decodeJsonPath, hasComments: false },
  xpath: {
    character: /''|""|./sy,
    decode: (written, quote) => written.replaceAll(quote + quote, quote),
    hasComments: true,
  },
} satisfies Record<string, QueryLanguage>;

/** Splits a query that contains expressions, such as `$.data[?@.id == 'a-{$inputs.id}']`. */
export function splitQuery(text: string, language: keyof typeof languages): SplitQuery {
  const parts = splitText(text);
  if (parts.every((part) => typeof part === "string")) return [text];
  const splitter = new QuerySplitter(languages[language]);
  for (const part of parts) splitter.add(part);
  const split = splitter.finish();
  return language === "jsonpath" ? withNamesInBrackets(split) : split;
}

class QuerySplitter {
  readonly #language: QueryLanguage;
  readonly #split: (string | TextExpression | LiteralParts)[] = [];
  /** The text since the last expression that is outside of string literals. */
  #text = "";
  #commentDepth = 0;
  /** The string literal that is open. */
  #literal: OpenLiteral | undefined;

  constructor(language: QueryLanguage) {
    this.#language = language;
  }

  add(part: string | TextExpression): void {
    if (typeof part === "string") this.#addText(part);
    else if (this.#literal) this.#literal.parts.push(part);
    else if (this.#commentDepth === 0) this.#pushPart(part);
  }

  finish(): SplitQuery {
    if (this.#literal) {
      // It is not closed, which the parser of the language reports.
      const { quote, parts } = this.#literal;
      for (const part of [quote, ...parts]) {
        if (typeof part === "string") this.#text += part;
        else this.#pushPart(part);
      }
    }
    return this.#text === "" ? this.#split : [...this.#split, this.#text];
  }

  #pushPart(part: TextExpression | LiteralParts): void {
    if (this.#text !== "") this.#split.push(this.#text);
    this.#split.push(part);
    this.#text = "";
  }

  #addText(text: string): void {
    let offset = 0;
    while (offset < text.length) {
      const length = this.#literal
        ? this.#addToLiteral(text, offset, this.#literal)
        : this.#addOutside(text, offset);
      offset += length;
    }
  }

  /** Comments are omitted. */
  #addOutside(text: string, offset: number): number {
    const mark = this.#language.hasComments ? text.slice(offset, offset + 2) : "";
    if (mark === "(:" || (mark === ":)" && this.#commentDepth > 0)) {
      if (this.#commentDepth === 0) this.#text += " ";
      this.#commentDepth += mark === "(:" ? 1 : -1;
      return 2;
    }
    const character = text.charAt(offset);
    if (this.#commentDepth > 0) return 1;
    if (character === "'" || character === '"') this.#literal = { quote: character, parts: [""] };
    else this.#text += character;
    return 1;
  }

  #addToLiteral(text: string, offset: number, { quote, parts }: OpenLiteral): number {
    const { character } = this.#language;
    character.lastIndex = offset;
    const [found = ""] = character.exec(text) ?? [];
    if (found === quote) {
      this.#literal = undefined;
      this.#closeLiteral(quote, parts);
      return 1;
    }
    // A pair of the other quote is two characters.
    const taken = /^(?:''|"")$/.test(found) && !found.startsWith(quote) ? found.charAt(0) : found;
    const last = parts.at(-1);
    if (typeof last === "string") parts[parts.length - 1] = last + taken;
    else parts.push(taken);
    return taken.length;
  }

  #closeLiteral(quote: string, parts: LiteralParts): void {
    const decoded = parts.map((part) =>
      typeof part === "string" ? this.#language.decode(part, quote) : part,
    );
    const isConstant = parts.every((part) => typeof part === "string");
    if (isConstant || !decoded.every((part) => part !== undefined)) {
      for (const part of [quote, ...parts, quote]) {
        if (typeof part === "string") this.#text += part;
        else this.#pushPart(part);
      }
    } else {
      this.#pushPart(decoded.filter((part) => part !== ""));
    }
  }
}

/** The string is decoded by the parser of the language, as the name of a member. */
function decodeJsonPath(written: string, quote: string): string | undefined {
  const query = `$[${quote}${written}${quote}]`;
  if (checkJsonPath(query) !== undefined) return undefined;
  const [selector] = parseJsonPath(query).segments[0]?.selectors ?? [];
  return selector?.kind === "name" ? selector.name : undefined;
}

const nameStart = /\.(?<name>[\p{L}_][\p{L}\p{N}_]*)?$/u;
const nameRest = /^[\p{L}\p{N}_]+/u;

/** Writes the name `.user_{$inputs.id}` in brackets, as a string literal. */
function withNamesInBrackets(split: SplitQuery): SplitQuery {
  const written: (string | TextExpression | LiteralParts)[] = [];
  let name: (string | TextExpression)[] | undefined;
  const closeName = (rest = "") => {
    const end = name ? `]${rest}` : rest;
    if (name) written.push(name);
    if (end !== "") written.push(end);
    name = undefined;
  };
  for (const part of split) {
    if (typeof part === "string") {
      const [rest = ""] = (name && nameRest.exec(part)) ?? [];
      if (rest !== "") name?.push(rest);
      if (rest !== part) closeName(part.slice(rest.length));
    } else if (isLiteral(part)) {
      closeName();
      written.push(part);
    } else if (name) {
      name.push(part);
    } else {
      name = openName(part, written);
      if (!name) written.push(part);
    }
  }
  closeName();
  return written;
}

/** Removes the start of a name from the end of the query; undefined if the expression is not in a name. */
function openName(
  part: TextExpression,
  written: (string | TextExpression | LiteralParts)[],
): (string | TextExpression)[] | undefined {
  const before = written.at(-1);
  const start = typeof before === "string" ? nameStart.exec(before) : null;
  if (typeof before !== "string" || !start) return undefined;
  const head = before.slice(0, start.index);
  // A descendant segment keeps both its full stops.
  written[written.length - 1] = head.endsWith(".") ? `${head}.[` : `${head}[`;
  const prefix = start.groups?.["name"];
  return prefix === undefined ? [part] : [prefix, part];
}

export function isLiteral(part: SplitQuery[number]): part is LiteralParts {
  return Array.isArray(part);
}
