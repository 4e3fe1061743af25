/** The settings of the local AWS account. */
export const region = 'us-east-1';
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local-only' };
export const tablePrefix = 'pineapple-';
export const functionPrefix = 'pineapple-';
export const eventBus = 'pineapple';
export const filesBucket = 'pineapple-files';

/** The environment that the API, the agent and the functions share. */
export function commonEnvironment(awsEndpoint: string, busUrl: string): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    PINEAPPLE_BUS_URL: busUrl,
    PINEAPPLE_TABLE_PREFIX: tablePrefix,
    PINEAPPLE_FUNCTION_PREFIX: functionPrefix,
    PINEAPPLE_EVENT_BUS: eventBus,
    PINEAPPLE_FILES_BUCKET: filesBucket,
  };
}
