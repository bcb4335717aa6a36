import type { TypedInputs } from "../../model/typed.js";
import type { CheckedType } from "../../typescript/program.js";
import { isReadAsInherited } from "../probes/read-path.js";
import type { FilledPlace } from "../probes/type-holes.js";

/**
 * Replaces the type of an input by the type that the steps need, if that type is narrower. Documents often declare
 * `type: string` for an input that is sent as an enum of the API.
 */
export function narrowInputs(
  inputs: TypedInputs,
  declared: CheckedType,
  filled: readonly FilledPlace[],
): TypedInputs {
  const properties = inputs.properties?.map((property) => {
    const own = declared.at(property.name);
    if (!own || isReadAsInherited(property.name, own)) return property;
    const allowsNull = own.allowsNull;
    const places = filled.filter(({ input }) => input === property.name);
    const narrowed = places.reduce(
      (type, place) => (isNarrower(place.type, type) ? place.type : type),
      own,
    );
    return { ...property, type: narrowed.type, allowsNull };
  });
  return { ...inputs, properties };
}

function isNarrower(place: CheckedType, declared: CheckedType): boolean {
  if (place.kinds.length === 0) return false;
  if (declared.kinds.length === 0) return true;
  return place.fits(declared) && !declared.fits(place);
}
