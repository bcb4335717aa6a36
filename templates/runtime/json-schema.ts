/**
 * The types of JSON Schemas of inputs. Their properties are not readonly, because many form libraries and SDKs
 * do not accept readonly arrays.
 */

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

type JsonType = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** A schema of JSON Schema 2020-12, with the keywords that describe inputs. */
export type JsonSchema = {
  $schema?: string;
  $ref?: string;
  $defs?: { [name: string]: JsonSchema };
  title?: string;
  description?: string;
  deprecated?: boolean;
  default?: Json;
  type?: JsonType | JsonType[];
  enum?: Json[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  not?: JsonSchema;
  properties?: { [name: string]: JsonSchema };
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  minProperties?: number;
  maxProperties?: number;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
};

/** The schema of inputs that must be an object. */
export type ObjectSchema = JsonSchema & { type: "object" };
