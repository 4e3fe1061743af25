/**
 * How long the API keeps a quiet connection open, in milliseconds. Longer than a load balancer in front of it does (300 s in
 * Terraform): one that reuses a connection just as the API closes it answers its client with 502.
 */
export const apiKeepAliveMs = 310_000;
