import type { Place } from "../source/source-text.js";
import type { ParameterPlace } from "./linked-operation.js";
import type { NamedShape, Shape } from "./shape.js";
import type { TypeNode } from "./type-node.js";
import type { ApiName, NamedType, ParameterKind, RequestBodyKind, TypedResponse } from "./typed.js";
import type { XmlComponent, XmlType } from "./xml-type.js";

/** The module of one API. */
export interface ApiPlan extends ApiName {
  /** The name of its document in generated files. */
  readonly sourceName: string;
  readonly title: string | undefined;
  readonly servers: ServersPlan;
  readonly security: SecurityPlan;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly OperationPlan[];
  /** The shapes to which the reads of the operations refer. */
  readonly shapes: readonly NamedShape[];
  /** How the components that XML bodies refer to are written. */
  readonly xmlComponents: readonly XmlComponent[];
}

/** A function that makes requests to an operation. */
export interface OperationPlan {
  readonly operationId: string;
  readonly method: string;
  readonly functionName: string;
  readonly responsesName: string;
  readonly errorsName: string;
  /** The paragraphs of its doc comment. */
  readonly doc: readonly string[];
  readonly isDeprecated: boolean;
  /** The URL of its external documentation. */
  readonly documentation: string | undefined;
  readonly groups: readonly ParameterGroup[];
  /** The path, including a query that the description writes into the path. */
  readonly path: readonly PathPart[];
  readonly query: GroupPlan | undefined;
  /** The parameter that is the whole query. */
  readonly wholeQuery: WholeQueryPlan | undefined;
  readonly headers: readonly HeaderPlan[];
  readonly cookie: GroupPlan | undefined;
  /** The value of the `accept` header; undefined if it would accept everything. */
  readonly accept: string | undefined;
  readonly body: BodyPlan | undefined;
  /** Alternatives, each with the names of its schemes; empty if the request needs no credentials. */
  readonly security: readonly (readonly string[])[];
  readonly responseBodies: readonly Pick<TypedResponse, "status" | "kind" | "xml">[];
  /** What the workflows read of the bodies. */
  readonly reads: readonly ResponseReads[];
  readonly responses: readonly ResponsePlan[];
}

export interface ResponseReads {
  /** A status (`200`), a class of statuses (`4XX`) or `default`. */
  readonly status: string;
  readonly shape: Shape;
}

/** The parameters with the same `in`. They are one property of the function's input. */
export interface ParameterGroup {
  readonly name: ParameterPlace;
  /** True if all parameters of the group are optional. */
  readonly isOptional: boolean;
  readonly members: readonly GroupMember[];
}

export interface GroupMember {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isDeprecated: boolean;
  readonly type: TypeNode;
}

export type PathPart = string | PathParameter;

export interface PathParameter {
  readonly name: string;
  readonly style: "simple" | "label" | "matrix" | "json";
  readonly kind: ParameterKind;
  readonly explode: boolean;
  /** Between the items of an array, if not a comma. */
  readonly separator: string | undefined;
  readonly allowReserved: boolean;
}

/** The parameters with the same `in`, encoded together. */
export interface GroupPlan {
  readonly isOptional: boolean;
  /** The description writes a query into the path, which this group continues. */
  readonly isContinued: boolean;
  /** The parameters whose encoding differs from the default. */
  readonly styles: readonly StyledValue[];
}

/** The encoding of the whole query; a string is the query itself. */
export interface WholeQueryPlan {
  readonly name: string;
  /** Whether all parameters of its group are optional. */
  readonly isOptional: boolean;
  /** The description writes a query into the path, which the value continues. */
  readonly isContinued: boolean;
  /** The encoding of other values; undefined if only strings can be sent. */
  readonly encoding: "form" | "json" | undefined;
  readonly styles: readonly StyledValue[];
}

/** The encoding of one value of a query, a cookie or a form. */
export interface StyledValue {
  readonly name: string;
  readonly style: ValueStyle;
  readonly allowReserved: boolean;
  /** The value may be an object, so the runtime's `withObjects` extends the style. */
  readonly takesObjects: boolean;
}

/** The names of runtime functions. */
export type ValueStyle =
  | "scalar"
  | "exploded"
  | "commaDelimited"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject"
  | "asCookie"
  | "asJson";

export interface HeaderPlan {
  /** In lower case. */
  readonly name: string;
  /** The parameter that holds the value. */
  readonly parameter: string;
  readonly isOptional: boolean;
  readonly groupIsOptional: boolean;
  /** `text` if the value is a string. */
  readonly style: "text" | "simple" | "json";
  readonly kind: ParameterKind;
  readonly explode: boolean;
  /** Between the items of an array, if not a comma. */
  readonly separator: string | undefined;
}

export interface BodyPlan {
  readonly isOptional: boolean;
  /** One for each media type. If there are several, the input names one of them in `contentType`. */
  readonly contents: readonly ContentPlan[];
}

export interface ContentPlan {
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly type: TypeNode;
  /** Only for XML. */
  readonly xml: XmlType | undefined;
  /** For a form of `key=value` pairs. */
  readonly styles: readonly StyledValue[];
  /** The arrays of a multipart form that are one part each, with the text between their items. */
  readonly separators: readonly { readonly name: string; readonly separator: string }[];
  /** The media types of the parts of a multipart form. */
  readonly partTypes: readonly { readonly name: string; readonly contentType: string }[];
}

/** Statuses with the same response body. */
export interface ResponsePlan {
  readonly statuses: StatusSet;
  readonly type: TypeNode;
}

export type StatusSet =
  | { readonly kind: "listed"; readonly statuses: readonly number[] }
  /** A class of statuses, such as 4 for `4XX`, except statuses that are declared individually. */
  | { readonly kind: "class"; readonly class: number; readonly except: readonly number[] }
  /** Every status that is not declared, individually or by its class. */
  | {
      readonly kind: "others";
      readonly except: readonly number[];
      readonly exceptClasses: readonly number[];
    };

/** The servers of the operations. */
export interface ServersPlan {
  /** Undefined if the caller must pass `baseUrl`. */
  readonly main: ServerPlan | undefined;
  /** The servers of operations that do not use the main server. */
  readonly overrides: readonly OperationServer[];
  /** The path of a server without a host in the description. */
  readonly path: string | undefined;
  /** The URL of a server that does not receive credentials, because it is not encrypted. */
  readonly unencrypted: string | undefined;
  /** The servers that the description lists after the first. */
  readonly others: readonly { readonly url: string; readonly description: string | undefined }[];
}

export interface OperationServer {
  readonly operationId: string;
  readonly server: ServerPlan;
}

export interface ServerPlan {
  readonly url: readonly (string | UrlVariable)[];
  /** As in the description. */
  readonly shown: string;
  readonly place: Place;
  readonly isEncrypted: boolean;
  readonly variables: readonly ServerVariable[];
  /** Undefined if the host does not belong to an AWS service. */
  readonly aws: AwsPlan | undefined;
  /** An AWS host whose requests are not signed. */
  readonly unsignedHost: string | undefined;
}

/** A variable in the URL of a server. */
export interface UrlVariable {
  /** The name of its option. */
  readonly variable: string;
  readonly part: UrlPart;
  /** The declared values that are not valid in this part of the URL, but are allowed. */
  readonly exceptions: readonly string[];
}

/** The names of runtime functions. */
export type UrlPart =
  | "serverScheme"
  | "serverHost"
  | "hostLabel"
  | "serverPort"
  | "serverPath"
  | "serverRootPath";

export interface ServerVariable {
  readonly name: string;
  /** The name of its option. */
  readonly optionName: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly description: string | undefined;
}

export interface AwsPlan {
  /** The name of the service in a signature's scope, such as `sagemaker`. */
  readonly signingName: string;
  /** The option that holds the region, or the region itself. */
  readonly region: { readonly variable: string } | string;
  /** The host serves a customer's API, whose description declares how callers authenticate. */
  readonly isOfCustomer: boolean;
  /** The service is known, so the signing name is certain. */
  readonly isListed: boolean;
}

/** How requests are authenticated. */
export interface SecurityPlan {
  /** Every request is signed for AWS, so the operations have no `security`. */
  readonly signsAll: boolean;
  /** The signer for AWS is one of the schemes, under the name `aws`. */
  readonly signsSome: boolean;
  readonly schemes: readonly SchemePlan[];
  /** Alternative sets of option names. An empty set requires no credentials. */
  readonly alternatives: readonly (readonly string[])[];
  /** An operation requires a TLS client certificate. */
  readonly needsCertificate: boolean;
}

/** A security scheme, and the option for its credentials. */
export interface SchemePlan {
  readonly optionName: string;
  readonly description: string | undefined;
  readonly kind: SchemeKind;
}

export type SchemeKind =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "basic" }
  /** Also an OAuth or OpenID Connect token that the caller has obtained. */
  | { readonly kind: "bearer" }
  /** Any other scheme of the `Authorization` header. */
  | { readonly kind: "authorization"; readonly scheme: string }
  | OAuthPlan;

/** Tokens that the transport can request itself. */
export interface OAuthPlan {
  readonly kind: "oauth2";
  readonly grants: readonly ("clientCredentials" | "refreshToken")[];
  /** Undefined if the caller must pass `tokenUrl`. */
  readonly tokenUrl: string | undefined;
  /** The URL for refresh tokens, if it differs from `tokenUrl`. */
  readonly refreshUrl: string | undefined;
  readonly scopes: readonly string[];
}
