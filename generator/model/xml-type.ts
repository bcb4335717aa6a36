/** How values are written in XML. Phase 3 creates it from schemas; phase 5 prints it for the runtime. */
export interface XmlType {
  /** The kind of the value, or the name of an `XmlComponent`. */
  readonly type: XmlKind | { readonly component: string };
  /** Undefined for the name of the property. */
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly prefix?: string | undefined;
  /** Undefined for an element. */
  readonly node?: "attribute" | "text" | undefined;
  readonly nullable?: true | undefined;
  readonly members?: ReadonlyMap<string, XmlType>;
  /** The type of other properties of an object. */
  readonly others?: XmlType;
  readonly items?: XmlType;
  readonly wrapped?: true | undefined;
  /** Only for arrays that are not wrapped: without items, the array is empty, not absent. */
  readonly required?: true | undefined;
}

export type XmlKind = "string" | "number" | "boolean" | "object" | "array" | "any";

/** The type of a schema that others refer to. */
export interface XmlComponent {
  readonly name: string;
  readonly type: XmlType;
}
