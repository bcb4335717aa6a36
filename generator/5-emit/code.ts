import type { Scalar } from "../2-link/linked.js";
import type { TypeText } from "../3-type/typed.js";
import { commentLines } from "../source/comment-text.js";
import { escapeUnseen } from "../source/escape-unseen.js";
import { isIdentifier } from "../source/identifiers.js";
import type { Place } from "../source/source-text.js";
import type { Origin } from "./emitted.js";

const docWidth = 96;

export type CodeParts = readonly (string | Code)[];

type CodeOrigin = Pick<Origin, "place" | "valuePlace">;

/**
 * TypeScript code: the only thing that a template can print.
 *
 * It is made only by the functions of this class, which escape whatever comes from a description, so
 * that no text of a stranger can become code.
 */
export class Code {
  /** The text and, nested in it, code that may have an origin of its own. */
  readonly parts: CodeParts;
  /** The part of a document that the code was made from. */
  readonly origin: CodeOrigin | undefined;
  /** The same in several lines, for where one is too short. */
  readonly #lines: Code | undefined;

  private constructor(parts: CodeParts, origin?: CodeOrigin, lines?: Code) {
    this.parts = parts;
    this.origin = origin;
    this.#lines = lines;
  }

  /** In one line if it fits into so many columns. */
  layout(columns: number): CodeParts {
    if (!this.#lines || this.text.length <= columns) return this.parts;
    return this.#lines.parts;
  }

  /** What comes before the first place at which a line can end. */
  static head(parts: CodeParts): { readonly text: string; readonly isWhole: boolean } {
    let text = "";
    for (const part of parts) {
      const lines = typeof part === "string" ? undefined : part.#lines;
      if (typeof part === "string") text += part;
      else {
        const head = Code.head((lines ?? part).parts);
        text += head.text;
        if (!head.isWhole) return { text, isWhole: false };
      }
      const end = text.indexOf("\n");
      if (end !== -1) return { text: text.slice(0, end), isWhole: false };
    }
    return { text, isWhole: true };
  }

  /** The generator's own text, with code in its holes. */
  static of(strings: TemplateStringsArray, ...holes: readonly Code[]): Code {
    return new Code(strings.flatMap((text, index) => [text, ...holes.slice(index, index + 1)]));
  }

  static join(codes: readonly Code[], separator: ", " | " | " | " +\n" | "\n" | ""): Code {
    return Code.#separated(codes, separator);
  }

  /** A JSON value as TypeScript writes it; every text in it is a string literal in one line. */
  static literal(value: Scalar | undefined): Code {
    return new Code([typeof value === "string" ? quoted(value) : String(value)]);
  }

  /** @throws if the name is no identifier: names are chosen before they are printed */
  static name(name: string): Code {
    if (!isIdentifier(name)) throw new TypeError(`${quoted(name)} is no identifier`);
    return new Code([name]);
  }

  /** The path of a module from another one, such as `./apis/pets.js`. */
  static module(path: string): Code {
    return Code.literal(path);
  }

  /** The key of a property, in a type or in an object. */
  static key(name: string): Code {
    // In an object, a plain `__proto__` would set the prototype instead of a property.
    if (name === "__proto__") return new Code(['["__proto__"]']);
    return new Code([isIdentifier(name) ? name : quoted(name)]);
  }

  /** Reads a property: `.name`, `["other-name"]` or `[0]`, optionally if what comes before may be absent. */
  static access(key: string, isIndex: boolean, isOptional: boolean, isBracketed = false): Code {
    const bracketed = isIndex ? `[${Number(key)}]` : `[${quoted(key)}]`;
    const dotted = !isIndex && !isBracketed && isIdentifier(key);
    if (dotted) return new Code([isOptional ? "?." : ".", key]);
    return new Code([isOptional ? "?." : "", bracketed]);
  }

  /** What was printed from a syntax tree of types. */
  static type({ typeText }: TypeText): Code {
    return new Code([typeText]);
  }

  /** A doc comment, in one line if it fits; paragraphs and tags are texts of their own. */
  static docComment(texts: readonly (string | undefined)[], tags: readonly string[] = []): Code {
    const paragraphs = texts
      .filter((text) => text !== undefined)
      .map((text) => commentLines(text, docWidth - 3));
    const lines = [...paragraphs, tags.flatMap((tag) => commentLines(tag, docWidth - 3))]
      .filter((paragraph) => paragraph.length > 0)
      .flatMap((paragraph, index) => [...(index === 0 ? [] : [""]), ...paragraph]);
    if (lines.length <= 1) return new Code([`/** ${lines[0] ?? ""} */`]);
    return new Code([["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n")]);
  }

  static lineComment(text: string, width = docWidth - 5): Code {
    const lines = commentLines(text, width).map((line) => `// ${line}`.trimEnd());
    return new Code([lines.join("\n")]);
  }

  /** Any JSON value. */
  static json(value: unknown): Code {
    if (Array.isArray(value)) return Code.array(value.map((item) => Code.json(item)));
    if (typeof value === "object" && value !== null) {
      return Code.object(
        Object.entries(value).map(([key, item]) => Code.of`${Code.key(key)}: ${Code.json(item)}`),
      );
    }
    return Code.literal(isScalar(value) ? value : null);
  }

  /** A string with code in its holes. */
  static template(parts: readonly (string | Code)[]): Code {
    // Neighbours first become one text: only then can be seen what would look like a hole.
    const joined: (string | Code)[] = [];
    for (const part of parts) {
      const last = joined.at(-1);
      if (typeof last === "string" && typeof part === "string")
        joined[joined.length - 1] = last + part;
      else joined.push(part);
    }
    const codes = joined.map((part) =>
      typeof part === "string" ? new Code([quotedInTemplate(part)]) : new Code(["${", part, "}"]),
    );
    return new Code(["`", ...codes, "`"]);
  }

  /** `{ a: 1, b: 2 }` */
  static object(entries: readonly Code[]): Code {
    return Code.#list(["{ ", ", ", " }"], entries, ",");
  }

  static array(items: readonly Code[]): Code {
    return Code.#list(["[", ", ", "]"], items, ",");
  }

  /** `{ readonly a: string; readonly b: number }` */
  static typeLiteral(members: readonly Code[]): Code {
    return Code.#list(["{ ", "; ", " }"], members, ";");
  }

  static call(callee: Code, args: readonly Code[]): Code {
    const [only] = args;
    const isHugged = only !== undefined && args.length === 1;
    return isHugged
      ? new Code([callee, "(", only, ")"])
      : new Code([callee, Code.#list(["(", ", ", ")"], args, ",")]);
  }

  /** `(a && b)` */
  static operands(codes: readonly Code[], operator: "&&" | "||"): Code {
    const line = Code.#separated(codes, ` ${operator} `);
    const lines = Code.#separated(codes, ` ${operator}\n`);
    return Code.#either(new Code(["(", line, ")"]), new Code(["(\n  ", lines.indented, "\n)"]));
  }

  /** The members of a union as they follow an equals sign. */
  static union(types: readonly Code[]): Code {
    const lines = types.flatMap((type) => ["\n  | ", type.indented]);
    return Code.#either(new Code([" ", Code.#separated(types, " | ")]), new Code(lines));
  }

  /** `test ? value : other`, where `other` can go on with further choices. */
  static choice(choices: readonly (readonly [test: Code, value: Code])[], other: Code): Code {
    const { line, lines } = choices.reduceRight(
      (rest, [test, value]) => ({
        line: Code.of`${test} ? ${value} : ${rest.line}`,
        lines: Code.of`${test}\n  ? ${value.indented}\n  : ${rest.lines.indented}`,
      }),
      { line: other, lines: other },
    );
    return Code.#either(line, new Code(["\n  ", Code.#either(line, lines).indented]));
  }

  /** `value ?? other` */
  static fallback(value: Code, other: Code): Code {
    const lines = new Code(["\n  ", value, " ??\n  ", other]);
    return Code.#either(new Code([value, " ?? ", other]), lines);
  }

  /** `const name = value`, with the value in a line of its own if it does not fit. */
  static declaration(name: Code, value: Code): Code {
    return Code.assignment(new Code(["const ", name]), value);
  }

  /** `name = value`, with the value in a line of its own if it does not fit. */
  static assignment(name: Code, value: Code): Code {
    return Code.#named(name, " =", value);
  }

  /** `key: value`, with the value in a line of its own if it does not fit. */
  static entry(key: Code, value: Code): Code {
    return Code.#named(key, ":", value);
  }

  static #named(name: Code, sign: " =" | ":", value: Code): Code {
    const line = new Code([name, sign, " ", value]);
    const canBreak = !Code.head([value]).isWhole;
    return canBreak ? line : Code.#either(line, new Code([name, sign, "\n  ", value]));
  }

  static #list(
    [open, separator, close]: readonly [string, string, string],
    codes: readonly Code[],
    terminator: string,
  ): Code {
    if (codes.length === 0) return new Code([open.trim(), close.trim()]);
    const lines = codes.flatMap((code) => ["\n  ", code.indented, terminator]);
    return Code.#either(
      new Code([open, Code.#separated(codes, separator), close]),
      new Code([open.trim(), ...lines, "\n", close.trim()]),
    );
  }

  static #separated(codes: readonly Code[], separator: string): Code {
    return new Code(codes.flatMap((code, index) => (index === 0 ? [code] : [separator, code])));
  }

  static #either(line: Code, lines: Code): Code {
    return line.text.includes("\n") ? lines : new Code(line.parts, undefined, lines);
  }

  /** The same code, with every line but the first moved to the right. */
  get indented(): Code {
    const parts = this.parts.map((part) =>
      typeof part === "string" ? part.replaceAll("\n", "\n  ") : part.indented,
    );
    return new Code(parts, this.origin, this.#lines?.indented);
  }

  /** The same code, remembered as made from a part of a document. */
  from(place: Place, valuePlace?: Place): Code {
    return new Code([this], { place, valuePlace });
  }

  get text(): string {
    return this.parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
  }
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value) || value === null;
}

/** A string literal that no editor, terminal or page can take for anything else. */
function quoted(text: string): string {
  return escapeUnseen(JSON.stringify(text));
}

/** The same as a part of a template literal. */
function quotedInTemplate(text: string): string {
  return quoted(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/`|\$(?=\{)/g, "\\$&");
}
