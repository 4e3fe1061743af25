/** The variables that tell Docker's own client how to secure TCP, as this process got them. */
export const tlsVariables = () => {
  const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = process.env;
  return { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH };
};
