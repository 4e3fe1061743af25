/** Where the catalogue's images read the default gateway's address at every start. */
export const gatewayFile = '/etc/pineapple/default-gateway';
