import { sample } from "openapi-sampler";
import { isObject } from "./description.js";

/** A value that fits a schema, as well as can be told; `isSparse`: without what may be left out. */
export function makeSample(document: object, schema: unknown, isSparse: boolean): unknown {
  const options = {
    quiet: true,
    enablePatterns: true,
    maxSampleDepth: 8,
    skipNonRequired: isSparse,
  };
  return sample(isObject(schema) ? schema : {}, options, document);
}

/** The property that makes an object unlike others where its schema asks for none. */
export const onlyName = "x-name";
