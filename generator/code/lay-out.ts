import type { Origin } from "../model/emitted.js";
import { Code, type CodeOrigin, type Part } from "./code.js";

const lineWidth = 100;

/**
 * Prints code in lines. A group stays on one line if it fits together with the code up to the next possible
 * line break; otherwise it is broken at each of its own line breaks.
 */
export function layOut(
  parts: readonly Part[],
  width = lineWidth,
): {
  readonly text: string;
  readonly origins: readonly Origin[];
} {
  const printer = new Printer(width);
  printer.print(parts, { isFlat: false, base: 0, indent: 0, tail: 0 });
  return { text: printer.text, origins: printer.origins };
}

interface Mode {
  readonly isFlat: boolean;
  /** The indentation of the line in which the enclosing group starts. */
  readonly base: number;
  /** The indentation of each line of a string. */
  readonly indent: number;
  /** The columns that the following code needs on the last line. */
  readonly tail: number;
}

class Printer {
  readonly origins: Origin[] = [];
  readonly #width: number;
  #lines = "";
  #line = "";

  constructor(width: number) {
    this.#width = width;
  }

  get text(): string {
    return this.#lines + this.#line;
  }

  print(parts: readonly Part[], { isFlat, base, indent, tail }: Mode): void {
    let current = indent;
    for (const [index, part] of parts.entries()) {
      if (typeof part === "string") {
        this.#write(part, current);
      } else if (part instanceof Code) {
        const rest = isFlat ? 0 : widthBeforeBreak(parts, index + 1, tail);
        const now = isFlat ? indent : this.#indent;
        this.#printCode(part, { isFlat, base, indent: now, tail: rest });
      } else if (isFlat) {
        this.#line += part.flat;
      } else {
        current = base + 2 * part.level;
        this.#line = this.#line.trimEnd();
        this.#write(`${part.before}\n${part.after ?? ""}`, current);
      }
    }
  }

  #write(text: string, indent: number): void {
    const [first = "", ...others] = text.split("\n");
    this.#line += first;
    for (const line of others) {
      this.#lines += `${this.#line}\n`;
      this.#line = " ".repeat(indent) + line;
    }
  }

  #printCode(code: Code, mode: Mode): void {
    const start = this.#position;
    if (mode.isFlat || code.layout === "inline") this.print(code.parts, mode);
    else if (code.layout === "flat") this.print(code.parts, { ...mode, isFlat: true });
    else this.#printGroup(code, mode.tail);
    if (code.origin) this.#remember(code.origin, start);
  }

  #printGroup(code: Code, tail: number): void {
    const indent = this.#indent;
    const place = { base: indent, indent };
    const room = this.#width - this.#line.length;
    const { hugged } = code;
    if (flatWidth(code) + tail <= room) {
      this.print(code.parts, { ...place, isFlat: true, tail });
    } else if (hugged && flatWidth(hugged.head) + 1 <= room) {
      this.print([hugged.head], { ...place, isFlat: true, tail: 0 });
      const start = this.#position;
      this.print(hugged.last.parts, { ...place, isFlat: false, tail: tail + 1 });
      if (hugged.last.origin) this.#remember(hugged.last.origin, start);
      this.#line += ")";
    } else {
      this.print(code.parts, { ...place, isFlat: false, tail });
    }
  }

  /** The indentation of the current line. */
  get #indent(): number {
    return /^ *([|?:] )?/.exec(this.#line)?.[0].length ?? 0;
  }

  get #position(): number {
    return this.#lines.length + this.#line.length;
  }

  #remember(origin: CodeOrigin, start: number): void {
    this.origins.push({ ...origin, start, end: this.#position });
  }
}

/** The columns of code on one line; infinite if the code needs several lines. */
function flatWidth(code: Code): number {
  return code.text.includes("\n") ? Number.POSITIVE_INFINITY : code.text.length;
}

/** The columns from a part up to the next line break. Without a line break, `tail` is included. */
function widthBeforeBreak(parts: readonly Part[], from: number, tail: number): number {
  const { width, isOpen } = measure(parts, from);
  return isOpen ? width + tail : width;
}

function measure(
  parts: readonly Part[],
  from = 0,
): { readonly width: number; readonly isOpen: boolean } {
  let width = 0;
  for (let index = from; index < parts.length; index += 1) {
    const part = parts[index] ?? "";
    if (typeof part === "string") {
      const end = part.indexOf("\n");
      if (end !== -1) return { width: width + end, isOpen: false };
      width += part.length;
    } else if (!(part instanceof Code)) {
      return { width: width + part.before.length, isOpen: false };
    } else {
      const inner =
        part.layout === "flat" ? { width: flatWidth(part), isOpen: true } : measure(part.parts);
      width += inner.width;
      if (!inner.isOpen) return { width, isOpen: false };
    }
  }
  return { width, isOpen: true };
}
