/** Settings below /proc/sys/net that are the whole host's, although every network namespace shows them. */
export const hostWideSettings: readonly string[] = ['/proc/sys/net/netfilter/nf_hooks_lwtunnel'];
