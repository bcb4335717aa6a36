/** The packages with the signer of AWS Signature Version 4: the first name is the original, the second its successor. */
export type SignerPackage = "@aws-sdk/signature-v4" | "@smithy/signature-v4";
