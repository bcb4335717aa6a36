/** What every application is asked to do, and with what. */

export interface Inputs {
  readonly modelName: string;
  readonly inferenceImage: string;
  readonly executionRoleArn: string;
}

/** Prepares to send to a server; what it gives registers a model and resolves with its ARN. */
export type Connect = (url: string) => (inputs: Inputs) => Promise<string>;

export const region = "eu-west-1";

export const credentials = {
  accessKeyId: "AKIDTESTTESTTESTTEST",
  secretAccessKey: "a-secret-that/no+error=may-show",
};
