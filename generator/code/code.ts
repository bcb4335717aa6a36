import type { ImportedName, Origin } from "../model/emitted.js";
import type { Scalar } from "../model/linked.js";
import { escapeUnseen } from "../source/escape-unseen.js";
import { isIdentifier } from "../source/identifiers.js";
import type { Place } from "../source/source-text.js";
import { commentLines, docCommentText } from "./comment-text.js";
import { joinTexts } from "./join-texts.js";
import { type Break, type Layout, type ListMarks, lineEnd } from "./line-break.js";
import { quoted, quotedInTemplate } from "./string-literal.js";

const docWidth = 96;

export type CodeOrigin = Pick<Origin, "place" | "valuePlace">;
export type Part = string | Break | Code;

interface Options {
  readonly layout?: Layout;
  /** For a call whose last argument, an object or an array, opens on the line of the call. */
  readonly hugged?: { readonly head: Code; readonly last: Code };
  readonly origin?: CodeOrigin;
  readonly imports?: readonly ImportedName[];
}

/**
 * TypeScript code: the only thing that a template can print. Only the functions of this class make it, and
 * they escape everything that comes from a document, so that no string of a document becomes code.
 */
export class Code {
  readonly parts: readonly Part[];
  readonly layout: Layout;
  readonly hugged: Options["hugged"] | undefined;
  /** The part of a document that the code was made from. */
  readonly origin: CodeOrigin | undefined;
  readonly imports: readonly ImportedName[];
  #text: string | undefined;

  private constructor(parts: readonly Part[], options: Options = {}) {
    this.parts = parts;
    this.layout = options.layout ?? "inline";
    this.hugged = options.hugged;
    this.origin = options.origin;
    this.imports = options.imports ?? [];
  }

  static of(strings: TemplateStringsArray, ...holes: readonly Code[]): Code {
    return new Code(strings.flatMap((text, index) => [text, ...holes.slice(index, index + 1)]));
  }

  static join(codes: readonly Code[], separator: " & " | " | " | "\n" | ""): Code {
    return new Code(codes.flatMap((code, index) => (index === 0 ? [code] : [separator, code])));
  }

  /** A scalar as a TypeScript literal on one line. */
  static literal(value: Scalar | undefined): Code {
    return new Code([typeof value === "string" ? quoted(value) : String(value)]);
  }

  /** @throws if the pattern is invalid, which an earlier phase reports */
  static regex(pattern: string, flags: string): Code {
    return new Code([escapeUnseen(String(new RegExp(pattern, flags)))]);
  }

  /** @throws if the name is not an identifier, which would be a bug of an earlier phase */
  static name(name: string): Code {
    if (!isIdentifier(name)) throw new TypeError(`${quoted(name)} is not an identifier`);
    return new Code([name]);
  }

  /** A name that another module exports; the file that prints the name imports it. */
  static imported(imported: ImportedName): Code {
    return Code.name(imported.name).importing([imported]);
  }

  /** The key of a property, in a type or in an object. */
  static key(name: string): Code {
    // In an object, a plain `__proto__` would set the prototype instead of a property.
    if (name === "__proto__") return new Code(['["__proto__"]']);
    return new Code([isIdentifier(name) ? name : quoted(name)]);
  }

  /** Reads a property: `.name`, `["other-name"]` or `[0]`; with `?.` if the object may be absent. */
  static access(key: string, isIndex: boolean, isOptional: boolean, isBracketed = false): Code {
    const bracketed = isIndex ? `[${Number(key)}]` : `[${quoted(key)}]`;
    const dotted = !isIndex && !isBracketed && isIdentifier(key);
    if (dotted) return new Code([isOptional ? "?." : ".", key]);
    return new Code([isOptional ? "?." : "", bracketed]);
  }

  /** A doc comment, on one line if it fits. Each string is a paragraph or a tag. */
  static docComment(
    texts: readonly (string | undefined)[],
    tags: readonly string[] = [],
    example?: string,
    width = docWidth - 3,
  ): Code {
    const paragraphs = [...texts.map((text) => [text ?? ""]), tags];
    return new Code([docCommentText(paragraphs, width, example)]);
  }

  static lineComment(text: string, width = docWidth - 5): Code {
    const lines = commentLines(text, width).map((line) => `// ${line}`.trimEnd());
    return new Code([lines.join("\n")]);
  }

  /** A template literal with code in its holes. */
  static template(parts: readonly (string | Code)[]): Code {
    // Adjacent strings are joined first: together they may look like a hole, `$` and `{`.
    const inner = joinTexts(parts).flatMap((part): readonly Part[] =>
      typeof part === "string" ? [quotedInTemplate(part)] : ["${", part, "}"],
    );
    return new Code(["`", ...inner, "`"], { layout: "flat" });
  }

  /** `{ a: 1, b: 2 }` */
  static object(entries: readonly Code[]): Code {
    return Code.#list(["{", "}"], entries, { space: " ", separator: ",", last: "," });
  }

  /** `[1, 2]` */
  static array(items: readonly Code[]): Code {
    return Code.#list(["[", "]"], items, { separator: ",", last: "," });
  }

  /** `{ readonly a: string; readonly b: number }` */
  static typeLiteral(members: readonly Code[]): Code {
    return Code.#list(["{", "}"], members, { space: " ", separator: ";", last: ";" });
  }

  /** `{ … }` with each member on its own lines. */
  static block(members: readonly Code[]): Code {
    const lines = members.flatMap((member): readonly Part[] => ["\n  ", member, ";"]);
    return new Code(["{", ...lines, "\n}"]);
  }

  /** `HttpResponse<200, Pet>` */
  static typeReference(name: Code, args: readonly Code[]): Code {
    return new Code([name, Code.#list(["<", ">"], args, { separator: "," })]);
  }

  /** `f(a, b)`; an object, array or arrow function as the last argument opens on the line of the call. */
  static call(callee: Code, args: readonly Code[]): Code {
    const list = Code.#list(["(", ")"], args, { separator: ",", last: "," });
    const last = args.at(-1)?.asList;
    const others = args.slice(0, -1);
    if (!last || others.some((other) => other.asList)) return new Code([callee, list]);
    const head = new Code(["(", ...others.flatMap((other) => [other, ", "])]);
    return new Code([callee, new Code(list.parts, { layout: "group", hugged: { head, last } })]);
  }

  static arrow(parameter: Code, result: Code): Code {
    const head = ["(", parameter, ") =>", lineEnd({ flat: " ", level: 1 })];
    return new Code([...head, result, { flat: "", before: ",", level: 0 }], { layout: "group" });
  }

  /** `(a: string)`; an object type opens on the line of the function. */
  static parameters(parameters: readonly Code[], type?: Code): Code {
    if (type?.asList) return new Code(["(", ...parameters, ")"]);
    return Code.#list(["(", ")"], parameters, { separator: ",", last: "," });
  }

  /** The code without wrappers, if it is an object, an array, an object type or a function. */
  get asList(): Code | undefined {
    const { layout, parts } = this.#unwrapped;
    const isList = layout === "group" && (/^[{[]$/.test(String(parts[0])) || parts[2] === ") =>");
    return isList ? this.#unwrapped : undefined;
  }

  get #unwrapped(): Code {
    const [only] = this.parts;
    return this.parts.length === 1 && only instanceof Code ? only.#unwrapped : this;
  }

  /** `const name = value` */
  static declaration(name: Code, value: Code): Code {
    return Code.assignment(new Code(["const ", name]), value);
  }

  /** `name = value` */
  static assignment(name: Code, value: Code): Code {
    return Code.#define(new Code([name, " ="]), value);
  }

  /** `name: value` */
  static entry(name: Code, value: Code): Code {
    return Code.#define(new Code([name, ":"]), value);
  }

  /** The value starts on a new line if its start does not fit; a template literal never starts on a new line. */
  static #define(name: Code, value: Code): Code {
    const { layout } = value.#unwrapped;
    if (layout === "flat") return new Code([name, " ", value]);
    const end = lineEnd({ flat: " ", level: 1 });
    return layout === "operation"
      ? new Code([name, new Code([end, value], { layout: "group" })])
      : new Code([name, new Code([end], { layout: "group" }), value]);
  }

  /** `if (condition)` */
  static parenthesized(head: Code, condition: Code): Code {
    const parts = [lineEnd({ level: 1 }), condition, lineEnd({ level: 0 })];
    return new Code([head, "(", ...parts, ")"], { layout: "group" });
  }

  /** `a && b`, broken together with the surrounding code. */
  static chain(codes: readonly Code[], operator: "&&" | "||" | "+"): Code {
    return new Code(Code.#operands(codes, { operator, level: 1 }));
  }

  /** `return a && b` */
  static returned(operation: Code): Code {
    const end = { ...lineEnd({ level: 0 }), after: ")" } as const;
    const parts = [{ ...lineEnd({ level: 1 }), before: " (" }, operation, end];
    return new Code(["return ", ...parts], { layout: "group" });
  }

  /** `a + b`, broken by itself. */
  static operation(codes: readonly Code[], operator: "&&" | "+" | "??"): Code {
    const [only] = codes;
    if (only && codes.length === 1) return only;
    return new Code(Code.#operands(codes, { operator, level: 0 }), { layout: "operation" });
  }

  static #operands(
    codes: readonly Code[],
    { operator, level }: { readonly operator: string; readonly level: 0 | 1 },
  ): readonly Part[] {
    const end = { flat: ` ${operator} `, before: ` ${operator}`, level };
    return codes.flatMap((code, index) => (index === 0 ? [code] : [end, code]));
  }

  /** Code that is broken at all of its line breaks or at none. */
  static group(code: Code): Code {
    return new Code([code], { layout: "group" });
  }

  /** `A | B` */
  static union(types: readonly Code[]): Code {
    const [first, second, third] = types;
    if (first && !second) return first;
    const isNullable = first?.parts[0] === "{" && second?.text === "null" && !third;
    if (isNullable) return Code.join(types, " | ");
    const bar = { before: "", after: "| ", level: 1 } as const;
    const parts = types.flatMap((type, index) => [
      { ...bar, flat: index === 0 ? "" : " | " },
      type,
    ]);
    return new Code(parts, { layout: "group" });
  }

  /** `(A | B)` */
  static parenthesizedUnion(types: readonly Code[]): Code {
    const { parts } = Code.union(types);
    return new Code(["(", ...parts, lineEnd({ level: 0 }), ")"], { layout: "group" });
  }

  /** `test ? value : other` */
  static choice(test: Code, value: Code, other: Code): Code {
    const then = { flat: " ? ", before: "", after: "? ", level: 1 } as const;
    const otherwise = { flat: " : ", before: "", after: ": ", level: 1 } as const;
    return new Code([test, then, value, otherwise, other], { layout: "operation" });
  }

  static #list(
    [open, close]: readonly [string, string],
    codes: readonly Code[],
    { space = "", separator, last = "" }: ListMarks,
  ): Code {
    if (codes.length === 0) return new Code([open, close]);
    const next = { flat: `${separator} `, before: separator, level: 1 } as const;
    return new Code(
      [
        open,
        lineEnd({ flat: space, level: 1 }),
        ...codes.flatMap((code, index) => (index === 0 ? [code] : [next, code])),
        { flat: space, before: last, level: 0 },
        close,
      ],
      { layout: "group" },
    );
  }

  importing(imports: readonly ImportedName[]): Code {
    return new Code([this], { imports });
  }

  /** The same code, with the part of a document that it was made from. */
  from(place: Place, valuePlace?: Place): Code {
    return new Code([this], { origin: { place, valuePlace } });
  }

  /** The code without optional line breaks. */
  get text(): string {
    const textOf = (part: Exclude<Part, string>) => (part instanceof Code ? part.text : part.flat);
    this.#text ??= this.parts
      .map((each) => (typeof each === "string" ? each : textOf(each)))
      .join("");
    return this.#text;
  }
}
