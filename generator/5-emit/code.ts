import type { TypeText } from "../3-type/typed.js";
import { commentLines } from "../source/comment-text.js";
import { isIdentifier } from "../source/identifiers.js";
import type { Place } from "../source/source-text.js";

/**
 * TypeScript code: the only thing that a template can print.
 *
 * It is made only by the functions of this file, which escape whatever comes from a description, so
 * that no text of a stranger can become code.
 */
export class Code {
  readonly #parts: readonly (string | Code)[];
  /** The value of a document that the code was made from. */
  readonly origin: Place | undefined;

  private constructor(parts: readonly (string | Code)[], origin?: Place) {
    this.#parts = parts;
    this.origin = origin;
  }

  /** Fixed text of the generator itself, with code between. */
  static of(strings: TemplateStringsArray, ...values: readonly Code[]): Code {
    return new Code(strings.flatMap((text, index) => [text, ...values.slice(index, index + 1)]));
  }

  static escaped(text: string, proof: typeof escaped): Code {
    if (proof !== escaped) throw new TypeError("only the functions of this file make code of text");
    return new Code([text]);
  }

  static join(codes: readonly Code[], separator: string): Code {
    return new Code(codes.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
  }

  /** The same code, remembered as made from a value of a document. */
  from(origin: Place): Code {
    return new Code([this], origin);
  }

  /** The text and, nested in it, the parts that have an origin. */
  get parts(): readonly (string | Code)[] {
    return this.#parts;
  }

  get text(): string {
    return this.#parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
  }
}

const escaped: unique symbol = Symbol("escaped");

function escapedCode(text: string): Code {
  return Code.escaped(text, escaped);
}
