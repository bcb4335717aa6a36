import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Description, isObject, type Part } from "./description.js";
import type { Fault } from "./fault.js";
import { makeSample, onlyName } from "./make-sample.js";

/** Checks values against the schemas of one description. */
export interface SchemaChecker {
  check(schema: Part, value: unknown): readonly Fault[];
  /** The same for a value of texts, which stand for numbers and booleans where those are wanted. */
  checkTexts(schema: Part, value: unknown): readonly Fault[];
}

const name = "https://description.example/";

export function createSchemaChecker({ document }: Description): SchemaChecker {
  const strictly = createAjv(false);
  const leniently = createAjv("array");
  return {
    check: (schema, value) => faultsOf(strictly, schema, { value }),
    checkTexts: (schema, value) => faultsOf(leniently, schema, { value: structuredClone(value) }),
  };

  function faultsOf(ajv: Ajv2020, { pointer }: Part, wrapped: { value: unknown }) {
    const $ref = `${name}#${pointer.split("/").map(encodeURIComponent).join("/")}`;
    const id = `wrapped:${$ref}`;
    const validate = ajv.getSchema(id) ?? ajv.compile({ $id: id, properties: { value: { $ref } } });
    if (validate(wrapped)) return [];
    return (validate.errors ?? []).filter((error) => !isReadOnly(error)).map(toFault);
  }

  function toFault({ data, parentSchema, ...error }: ErrorObject): Fault {
    // It may be the examples that do not fit.
    const schema = { ...parentSchema, example: undefined, examples: undefined, default: undefined };
    const sample = makeSample(document, schema, true);
    const { [onlyName]: _, ...own } = isObject(data) ? data : {};
    const better = isObject(sample) && isObject(data) ? { ...sample, ...own } : sample;
    const pointer = error.instancePath.replace(/^\/value/, "");
    return { text: `${pointer}: ${showProblem(error)}`, pointer, sent: data, better };
  }

  function createAjv(coerceTypes: boolean | "array"): Ajv2020 {
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateSchema: false,
      verbose: true,
      logger: false,
      unicodeRegExp: false,
      coerceTypes,
    });
    addFormats.default(ajv);
    // In multipart and form bodies a file is its bytes, which are no text of JSON.
    ajv.addFormat("binary", true);
    ajv.addSchema(document, name);
    return ajv;
  }
}

/** A required property that only the server sets need not be sent. */
function isReadOnly({ keyword, parentSchema, params }: ErrorObject): boolean {
  const properties: unknown = parentSchema?.["properties"];
  const property = isObject(properties) ? properties[String(params["missingProperty"])] : undefined;
  return keyword === "required" && isObject(property) && property["readOnly"] === true;
}

/** The keyword, and what tells its meaning. */
function showProblem({ keyword, params }: Pick<ErrorObject, "keyword" | "params">): string {
  const detail = params["missingProperty"] ?? params["additionalProperty"] ?? params["format"];
  return detail === undefined ? keyword : `${keyword} ${detail}`;
}
