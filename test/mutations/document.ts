import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from "yaml";

/** A replaced part of a document, and the lines at which the mistake may be reported. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lines: readonly number[];
}

/** A property of a map, with where its key and its value stand. */
export interface Property {
  readonly key: string;
  readonly keyNode: Scalar;
  readonly value: unknown;
  readonly node: Node;
}

/** An Arazzo document whose texts can be changed in place. */
export class ArazzoText {
  readonly text: string;
  readonly root: Node;

  constructor(text: string) {
    this.text = text;
    const { contents } = parseDocument(text);
    if (!contents) throw new Error("the document is empty");
    this.root = contents;
  }

  get workflows(): readonly Node[] {
    return items(at(this.root, "workflows"));
  }

  get steps(): readonly Node[] {
    return this.workflows.flatMap((workflow) => items(at(workflow, "steps")));
  }

  /** The actions of all steps. */
  get actions(): readonly Node[] {
    return this.steps.flatMap((step) =>
      ["onSuccess", "onFailure"].flatMap((list) => items(at(step, list))),
    );
  }

  get criteria(): readonly Node[] {
    return [...this.steps, ...this.actions].flatMap((owner) => [
      ...items(at(owner, "successCriteria")),
      ...items(at(owner, "criteria")),
    ]);
  }

  get parameters(): readonly Node[] {
    return this.steps.flatMap((step) => items(at(step, "parameters")));
  }

  /** Every text of the workflows that is a value. */
  get texts(): readonly Scalar[] {
    return this.workflows.flatMap(scalarsIn).filter(({ value }) => typeof value === "string");
  }

  line(offset: number): number {
    return this.text.slice(0, offset).split("\n").length;
  }

  /** Replaces what a scalar says, in quotes where the text is not plain. */
  rewrite(node: Node | undefined, text: string): Edit | undefined {
    const range = node?.range;
    if (!range) return undefined;
    const [start, end] = range;
    return { start, end, text, lines: [this.line(start)] };
  }

  /** Replaces a part of a scalar, found by a pattern that has one group. */
  replace(
    node: Node | undefined,
    pattern: RegExp,
    text: (found: string) => string,
  ): Edit | undefined {
    const range = node?.range;
    if (!range) return undefined;
    const found = new RegExp(pattern, `${pattern.flags}d`).exec(
      this.text.slice(range[0], range[1]),
    );
    const group = found?.indices?.[1];
    if (!found?.[1] || !group) return undefined;
    const start = range[0] + group[0];
    return { start, end: range[0] + group[1], text: text(found[1]), lines: [this.line(start)] };
  }

  rename(
    owner: Node | undefined,
    keys: readonly string[],
    text: (key: string) => string,
  ): Edit | undefined {
    const found = properties(owner).find(({ key }) => keys.includes(key));
    return found && this.rewrite(found.keyNode, text(found.key));
  }

  /** Blanks a property, so that the lines stay; it is told where its owner begins, or at its key. */
  drop(
    owner: Node | undefined,
    key: string,
    also: readonly (Node | undefined)[] = [],
  ): Edit | undefined {
    const found = properties(owner).find((each) => each.key === key);
    const start = found?.keyNode.range?.[0];
    const end = found?.node.range?.[1];
    if (
      !isMap(owner) ||
      owner.items.length < 2 ||
      owner.flow ||
      start === undefined ||
      end === undefined
    ) {
      return undefined;
    }
    const text = this.text.slice(start, end).replace(/[^\n]/g, " ");
    const remaining = properties(owner).find((each) => each.key !== key);
    const places = [owner, remaining?.keyNode, ...also].flatMap((node) => node?.range?.[0] ?? []);
    const ownerStart = owner.range?.[0] ?? 0;
    const keyLine = this.line(this.text.slice(0, ownerStart).trimEnd().length);
    return { start, end, text, lines: [...places.map((place) => this.line(place)), keyLine] };
  }

  column(node: Node): number {
    const start = node.range?.[0] ?? 0;
    return start - (this.text.lastIndexOf("\n", start - 1) + 1);
  }
}

/** The node under a key. */
export function at(owner: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, key) => properties(node).find((each) => each.key === key)?.node,
    owner,
  );
}

export function textOf(owner: Node | undefined, key: string): string | undefined {
  const node = at(owner, key);
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

export function items(node: Node | undefined): readonly Node[] {
  return isSeq<Node>(node) ? node.items : [];
}

export function properties(node: Node | undefined): readonly Property[] {
  if (!isMap<Scalar, Node>(node)) return [];
  return node.items.flatMap((pair: Pair<Scalar, Node | null>) => {
    const { key, value } = pair;
    if (!isPair(pair) || !value) return [];
    return [{ key: String(key.value), keyNode: key, value: value.toJSON(), node: value }];
  });
}

export function scalarsIn(node: Node): readonly Scalar[] {
  if (isScalar(node)) return [node];
  return [...items(node), ...properties(node).map((each) => each.node)].flatMap(scalarsIn);
}
