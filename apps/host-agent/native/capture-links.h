/*
 * The links that `capture` takes frames from: an interface, or the ports and the bridge of a network. They come and go, and the
 * filter in the kernel follows. Needs what capture.c has before it.
 */

/* The network whose frames are captured; null for an interface. */
static const char *network;
static int ports[MOST_PORTS], bridge;
static unsigned port_count;

/* ---- The filter ------------------------------------------------------------------------------- */

static void instruct(int code, unsigned value, unsigned if_true, unsigned if_false)
{
    struct sock_filter *next = &filter[filter_length++];
    next->code = (unsigned short)code;
    next->k = value;
    next->jt = (unsigned char)if_true;
    next->jf = (unsigned char)if_false;
}

/* About the frame, and not of it. */
static void load(int what)
{
    instruct(BPF_LD | BPF_W | BPF_ABS, (unsigned)(SKF_AD_OFF + what), 0, 0);
}

/*
 * What a frame must be before the user's filter counts: it goes out, or it comes in for the first time. Of a network, only
 * the bridge may send it, and it comes in at a port.
 */
static void attach_filter(void)
{
    struct sock_fprog program = { 0, filter };
    unsigned own = network ? 11 + 2 * port_count : 5;
    if (own + wanted_length > MOST_INSTRUCTIONS)
        fail("failed filter", -EINVAL);
    filter_length = 0;
    load(SKF_AD_PKTTYPE);
    if (network) {
        instruct(BPF_JMP | BPF_JEQ | BPF_K, OUTGOING, 0, 4);
        load(SKF_AD_IFINDEX);
        instruct(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(bridge ? bridge : -1), 0, 1);
        instruct(BPF_JMP | BPF_JA, own - filter_length - 1, 0, 0);
        instruct(BPF_RET | BPF_K, 0, 0, 0);
    } else
        instruct(BPF_JMP | BPF_JEQ | BPF_K, OUTGOING, 3, 0);
    load(SKF_AD_MARK);
    instruct(BPF_JMP | BPF_JEQ | BPF_K, MARK_IN, 0, 1);
    instruct(BPF_RET | BPF_K, 0, 0, 0);
    if (network) {
        load(SKF_AD_IFINDEX);
        for (unsigned each = 0; each < port_count; each++) {
            instruct(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)ports[each], 0, 1);
            instruct(BPF_JMP | BPF_JA, own - filter_length - 1, 0, 0);
        }
        instruct(BPF_RET | BPF_K, 0, 0, 0);
    }
    for (unsigned each = 0; each < wanted_length; each++)
        filter[filter_length++] = wanted[each];
    program.len = (unsigned short)filter_length;
    need("failed filter", set_option(SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

/* ---- Links ------------------------------------------------------------------------------------ */

/*
 * Opens a socket that says when a link changes. The packet socket reports that its interface goes down, which comes before
 * it is deleted, and is then silent.
 */
static void watch_links(void)
{
    struct sockaddr_nl address = { .nl_family = FAMILY_NETLINK, .nl_groups = RTMGRP_LINK };
    links = (int)need("failed links", call(__NR_socket, FAMILY_NETLINK, TYPE_RAW | NONBLOCK, NETLINK_ROUTE, 0));
    need("failed links", call(__NR_bind, links, (long)&address, sizeof address, 0));
}

/* @param index 0 for all links of the namespace */
static long bind_to(int index)
{
    struct sockaddr_ll address = { 0 };
    address.sll_family = FAMILY_PACKET;
    address.sll_protocol = (unsigned short)((ETH_P_ALL << 8) | (ETH_P_ALL >> 8));
    address.sll_ifindex = index;
    return call(__NR_bind, packets, (long)&address, sizeof address, 0);
}

/* Another one may have its name by now. */
static int exists(const struct interface *name)
{
    struct interface asked = *name;
    return call(__NR_ioctl, packets, SIOCGIFINDEX, (long)&asked, 0) >= 0 && asked.index == interface_index;
}

static int ends_with_network(const char *name, size before)
{
    for (size at = 0; at < NETWORK_LENGTH; at++)
        if (name[before + at] != network[at])
            return 0;
    return name[before + NETWORK_LENGTH] == 0;
}

static void see_link(int index, const char *name)
{
    if (length(name) == PORT_LENGTH && name[0] == 'p' && name[1] == 'b' &&
        ends_with_network(name, PORT_LENGTH - NETWORK_LENGTH)) {
        if (port_count < MOST_PORTS)
            ports[port_count++] = index;
    } else if (length(name) == 2 + NETWORK_LENGTH && name[0] == 'b' && name[1] == 'r' && ends_with_network(name, 2))
        bridge = index;
}

/* Reads one piece of a list of links. Returns whether more come. */
static int see_links(const char *bytes, long left)
{
    while (left >= (long)sizeof(struct nlmsghdr)) {
        const struct nlmsghdr *each = (const struct nlmsghdr *)bytes;
        if (each->nlmsg_type != RTM_NEWLINK || each->nlmsg_len > left)
            return 0;
        const struct ifinfomsg *link = (const struct ifinfomsg *)(bytes + NLMSG_HDRLEN);
        long at = NLMSG_HDRLEN + (long)NLMSG_ALIGN(sizeof *link);
        while (at + (long)sizeof(struct rtattr) <= (long)each->nlmsg_len) {
            const struct rtattr *attribute = (const struct rtattr *)(bytes + at);
            if (attribute->rta_len < sizeof *attribute)
                return 0;
            if (attribute->rta_type == IFLA_IFNAME)
                see_link(link->ifi_index, (const char *)(attribute + 1));
            at += (long)NLMSG_ALIGN((size)attribute->rta_len);
        }
        bytes += NLMSG_ALIGN(each->nlmsg_len);
        left -= (long)NLMSG_ALIGN(each->nlmsg_len);
    }
    return 1;
}

/* Finds the links of the network, and takes frames from those alone. */
static void find_links(void)
{
    static char answer[32 << 10];
    struct { struct nlmsghdr header; struct ifinfomsg link; } asked = { { 0 }, { 0 } };
    int lists = (int)need("failed links", call(__NR_socket, FAMILY_NETLINK, TYPE_RAW, NETLINK_ROUTE, 0));
    long got;
    asked.header.nlmsg_len = sizeof asked;
    asked.header.nlmsg_type = RTM_GETLINK;
    asked.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    bridge = 0;
    port_count = 0;
    need("failed links", call(__NR_write, lists, (long)&asked, sizeof asked, 0));
    do
        got = need("failed links", call(__NR_read, lists, (long)answer, sizeof answer, 0));
    while (see_links(answer, got));
    call(__NR_close, lists, 0, 0, 0);
    attach_filter();
}

/* Begins to take frames. Returns the error's number, negative, when there is nothing to take them from. */
static long begin(struct interface *name)
{
    long result;
    if (network) {
        find_links();
        return bridge ? bind_to(0) : -ENODEV;
    }
    result = call(__NR_ioctl, packets, SIOCGIFINDEX, (long)name, 0);
    if (result >= 0)
        result = bind_to(name->index);
    interface_index = result < 0 ? 0 : name->index;
    return result;
}

/* Something about links has changed. */
static void follow_links(struct interface *name)
{
    if (network) {
        int was = bridge;
        long result = begin(name);
        if (!was != !bridge)
            say(result < 0 ? "waiting" : "capturing", 0, 0);
        return;
    }
    if (interface_index && !exists(name)) {
        if (!waits)
            end("end gone");
        interface_index = 0;
        say("waiting", 0, 0);
    }
    if (!interface_index && begin(name) >= 0)
        say("capturing", 0, 0);
}

