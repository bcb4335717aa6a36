/** A reader of ABNF (RFC 5234), which generates strings of a rule and recognises them. Strings are case-sensitive. */
export type Grammar = ReadonlyMap<string, Rule>;

type Rule =
  | { readonly kind: "alternatives" | "sequence"; readonly parts: readonly Rule[] }
  | { readonly kind: "repeat"; readonly min: number; readonly max: number; readonly part: Rule }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "name"; readonly name: string };

/** Reads rules, each of which starts in the first column. */
export function readGrammar(abnf: string): Grammar {
  // No string in these grammars has a semicolon.
  const rules = abnf.replace(/;.*/g, "").split(/^(?=\S)/m);
  return new Map(
    rules.map((rule) => {
      const [, name = "", body = ""] = /^([\w-]+)\s*=(.*)$/s.exec(rule) ?? [];
      return [name, new Reader(body).alternatives()];
    }),
  );
}

class Reader {
  readonly #tokens: string[];

  constructor(text: string) {
    this.#tokens = text.match(/"[^"]*"|%x[\dA-F-]+|\d*\*\d*|[\w-]+|[/()[\]]/gi) ?? [];
  }

  alternatives(): Rule {
    const parts = [this.#sequence()];
    while (this.#tokens[0] === "/") {
      this.#tokens.shift();
      parts.push(this.#sequence());
    }
    return { kind: "alternatives", parts };
  }

  #sequence(): Rule {
    const parts: Rule[] = [];
    while (this.#tokens.length > 0 && !/^[/)\]]$/.test(this.#tokens[0] ?? "")) {
      parts.push(this.#element());
    }
    return { kind: "sequence", parts };
  }

  #element(): Rule {
    const token = this.#tokens.shift() ?? "";
    const [, min, max] = /^(\d*)\*(\d*)$/.exec(token) ?? [];
    if (min !== undefined) {
      return { kind: "repeat", min: Number(min), max: Number(max) || 8, part: this.#element() };
    }
    const [, count, name] = /^(\d+)([A-Z]+)$/.exec(token) ?? [];
    if (name !== undefined) {
      const times = Number(count);
      return { kind: "repeat", min: times, max: times, part: { kind: "name", name } };
    }
    if (token === "(" || token === "[") {
      const part = this.alternatives();
      this.#tokens.shift();
      return token === "(" ? part : { kind: "repeat", min: 0, max: 1, part };
    }
    if (token.startsWith('"')) return { kind: "text", text: token.slice(1, -1) };
    const [, from, to = from] = /^%x([\dA-F]+)(?:-([\dA-F]+))?$/i.exec(token) ?? [];
    if (from === undefined || to === undefined) return { kind: "name", name: token };
    return { kind: "range", from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) };
  }
}

/** A random string of a rule. */
export function generate(grammar: Grammar, name: string, random: () => number): string {
  const pick = (count: number) => Math.floor(random() * count);
  const write = (rule: Rule): string => {
    switch (rule.kind) {
      case "alternatives":
        return rule.parts.slice(pick(rule.parts.length)).slice(0, 1).map(write).join("");
      case "sequence":
        return rule.parts.map(write).join("");
      case "repeat": {
        const times = rule.min + pick(rule.max - rule.min + 1);
        return Array.from({ length: times }, () => write(rule.part)).join("");
      }
      case "text":
        return rule.text;
      case "range": {
        // Most names are of ASCII; surrogates are no characters.
        const to = random() < 0.9 && rule.from < 0x7f ? Math.min(rule.to, 0x7e) : rule.to;
        const code = rule.from + pick(to - rule.from + 1);
        return String.fromCodePoint(code >= 0xd800 && code <= 0xdfff ? rule.from : code);
      }
      case "name":
        return write(ruleOf(grammar, rule.name));
    }
  };
  return write({ kind: "name", name });
}

/** True if the whole text is a string of the rule. */
export function recognises(grammar: Grammar, name: string, text: string): boolean {
  const read = (rule: Rule, starts: ReadonlySet<number>): ReadonlySet<number> => {
    switch (rule.kind) {
      case "alternatives":
        return new Set(rule.parts.flatMap((part) => [...read(part, starts)]));
      case "sequence":
        return rule.parts.reduce((reached, part) => read(part, reached), starts);
      case "repeat": {
        const isOpen = rule.max === 8;
        let reached = starts;
        const ends = new Set(rule.min === 0 ? starts : []);
        for (let times = 1; reached.size > 0 && (isOpen || times <= rule.max); times += 1) {
          const next = [...read(rule.part, reached)].filter((end) => !ends.has(end));
          reached = new Set(next);
          if (times >= rule.min) for (const end of reached) ends.add(end);
        }
        return ends;
      }
      case "text":
        return new Set(
          [...starts].flatMap((at) =>
            text.startsWith(rule.text, at) ? at + rule.text.length : [],
          ),
        );
      case "range":
        return new Set(
          [...starts].flatMap((at) => {
            const code = text.codePointAt(at) ?? -1;
            return code >= rule.from && code <= rule.to ? at + (code > 0xffff ? 2 : 1) : [];
          }),
        );
      case "name":
        return read(ruleOf(grammar, rule.name), starts);
    }
  };
  return read({ kind: "name", name }, new Set([0])).has(text.length);
}

function ruleOf(grammar: Grammar, name: string): Rule {
  const rule = grammar.get(name);
  if (!rule) throw new Error(`the grammar has no rule ${name}`);
  return rule;
}
