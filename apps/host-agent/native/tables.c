/*
 * tables: prints what the kernel's tables of network namespaces hold, as netlink has them, or how they change.
 *
 *     tables < paths of network namespaces, one a line > answers
 *     tables <path of a network namespace> > answers
 *
 * The second form prints an answer with part 253 once no change is missed any more, then the kernel's messages as they
 * come: those about links, addresses, routes and neighbours as part 0, those about the packet filter as part 6. Part 252
 * says that the kernel had to drop some. It ends with the process that started it.
 *
 * An answer is three integers of four bytes and bytes: the number of the namespace, from 0; the part of its tables, as
 * `parts` numbers them; the number of bytes, or an error's number below zero without bytes; messages of netlink. A part
 * has several answers if it is long. Of a part with more than MOST_BYTES the rest is left out. Answers of all
 * namespaces come one after the other; the last one has part 255.
 *
 * One process serves all namespaces, and starts no other. It needs CAP_SYS_ADMIN in the namespaces' user namespace.
 */
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/poll.h>
#include <linux/rtnetlink.h>
#include <linux/sched.h>
#include <linux/sock_diag.h>

#include "machine.h"
#include "calls.h"

enum { FAMILY_NETLINK = 16, RAW = 3, CLOEXEC = 02000000, FAMILY_4 = 2, FAMILY_6 = 10, TCP = 6, LISTENING = 10 };
enum { INPUT_BYTES = 1 << 16, MESSAGE_BYTES = 1 << 16, MOST_BYTES = 1 << 19, GETNETCONF = 82, DONE = 255, ENTER = 254, WATCHING = 253, LOST = 252 };

struct request { struct nlmsghdr header; unsigned char family, protocol, pad[2]; unsigned states; unsigned char rest[48]; };
struct part { int protocol; unsigned short type; unsigned char family, body; };

/* Links, addresses, routes, neighbours, settings of IPv4 and of IPv6, tables of the packet filter, listening TCP sockets of
 * IPv4 and of IPv6. With the bytes of a request's body, which begins with the family. The kernel finds listening sockets by
 * themselves: /proc/net/tcp goes through a table as large as the host's memory allows. */
static const struct part parts[] = {
    {NETLINK_ROUTE, RTM_GETLINK, 0, 16},
    {NETLINK_ROUTE, RTM_GETADDR, 0, 8},
    {NETLINK_ROUTE, RTM_GETROUTE, 0, 12},
    {NETLINK_ROUTE, RTM_GETNEIGH, 0, 12},
    {NETLINK_ROUTE, GETNETCONF, FAMILY_4, 4},
    {NETLINK_ROUTE, GETNETCONF, FAMILY_6, 4},
    {NETLINK_NETFILTER, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETTABLE, 0, 4},
    {NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, FAMILY_4, 56},
    {NETLINK_SOCK_DIAG, SOCK_DIAG_BY_FAMILY, FAMILY_6, 56},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

enum { FILTERS = 6, DIE_WITH_PARENT = 1, KILL = 9 };
/* Links, neighbours, IPv4 and IPv6 addresses and routes, next hops, each a bit; packet filters. */
static const unsigned watched_groups[] = {0x80000555, 1 << (NFNLGRP_NFTABLES - 1)};

static char input[INPUT_BYTES + 1];
static struct { int space, part, length; unsigned char bytes[MESSAGE_BYTES]; } answer;

static void write_all(const char *from, size length)
{
    while (length) {
        long n = call(__NR_write, 1, (long)from, (long)length, 0);
        if (n <= 0 && n != -EINTR)
            leave(1);
        from += n > 0 ? n : 0;
        length -= n > 0 ? (size)n : 0;
    }
}

static void put(int space, int part, long length)
{
    answer.space = space;
    answer.part = part;
    answer.length = (int)length;
    write_all((const char *)&answer, 12 + (length > 0 ? (size)length : 0));
}

/* Whether a part ends with these messages. An error is put into `failed`. */
static int is_last(long length, long *failed)
{
    for (long at = 0; at + (long)sizeof(struct nlmsghdr) <= length;) {
        const struct nlmsghdr *each = (const struct nlmsghdr *)(answer.bytes + at);
        if (each->nlmsg_type == NLMSG_DONE || each->nlmsg_len < sizeof *each)
            return 1;
        if (each->nlmsg_type == NLMSG_ERROR) {
            *failed = *(const int *)(each + 1);
            return 1;
        }
        at += (long)((each->nlmsg_len + 3) & ~3u);
    }
    return 0;
}

static long dump(int fd, int space, int part)
{
    unsigned length = sizeof(struct nlmsghdr) + parts[part].body;
    struct request request = {
        {length, parts[part].type, NLM_F_REQUEST | NLM_F_DUMP, 1, 0}, .family = parts[part].family};
    if (parts[part].protocol == NETLINK_SOCK_DIAG) {
        request.protocol = TCP;
        request.states = 1 << LISTENING;
    }
    long failed = call6(__NR_sendto, fd, (long)&request, length, 0, 0, 0);
    for (long total = 0; failed >= 0 && total < MOST_BYTES;) {
        long n = call6(__NR_recvfrom, fd, (long)answer.bytes, MESSAGE_BYTES, 0, 0, 0);
        if (n == -EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? n : -EIO;
        failed = 0;
        int last = is_last(n, &failed);
        if (failed < 0)
            return failed;
        put(space, part, n);
        if (last)
            return 0;
        total += n;
    }
    return failed < 0 ? failed : 0;
}

/* A socket of its own for each part: closing it ends a dump that is too long. */
static void read_part(int space, int part)
{
    long fd = call(__NR_socket, FAMILY_NETLINK, RAW | CLOEXEC, parts[part].protocol, 0);
    long failed = fd < 0 ? fd : dump((int)fd, space, part);
    if (failed < 0)
        put(space, part, failed);
    if (fd >= 0)
        call(__NR_close, fd, 0, 0, 0);
}

static void read_space(const char *path, int space)
{
    long fd = call(__NR_openat, AT_FDCWD, (long)path, O_RDONLY | CLOEXEC, 0);
    long failed = fd < 0 ? fd : call(__NR_setns, fd, CLONE_NEWNET, 0, 0);
    if (failed < 0)
        put(space, ENTER, failed);
    else
        for (int part = 0; part < PARTS; part++)
            read_part(space, part);
    if (fd >= 0)
        call(__NR_close, fd, 0, 0, 0);
}

static int listen_to(int protocol, unsigned groups)
{
    struct sockaddr_nl address = {FAMILY_NETLINK, 0, 0, groups};
    long fd = call(__NR_socket, FAMILY_NETLINK, RAW | CLOEXEC, protocol, 0);
    if (fd >= 0 && call(__NR_bind, fd, (long)&address, sizeof address, 0) < 0)
        return -1;
    return (int)fd;
}

static void pass_on(int fd, int part)
{
    long n = call6(__NR_recvfrom, fd, (long)answer.bytes, MESSAGE_BYTES, 0, 0, 0);
    if (n > 0)
        put(0, part, n);
    else if (n == -ENOBUFS)
        put(0, LOST, 0);
    else if (n != -EINTR)
        leave(1);
}

static __attribute__((noreturn)) void watch(const char *path)
{
    call6(__NR_prctl, DIE_WITH_PARENT, KILL, 0, 0, 0, 0);
    long fd = call(__NR_openat, AT_FDCWD, (long)path, O_RDONLY | CLOEXEC, 0);
    if (fd < 0 || call(__NR_setns, fd, CLONE_NEWNET, 0, 0) < 0)
        leave(1);
    struct pollfd polled[] = {
        {listen_to(NETLINK_ROUTE, watched_groups[0]), POLLIN, 0},
        /* Below zero where the kernel has no nftables: then it is not polled. */
        {listen_to(NETLINK_NETFILTER, watched_groups[1]), POLLIN, 0},
    };
    if (polled[0].fd < 0)
        leave(1);
    put(0, WATCHING, 0);
    for (;;) {
        call6(__NR_ppoll, (long)polled, 2, 0, 0, 0, 0);
        if (polled[0].revents)
            pass_on(polled[0].fd, 0);
        if (polled[1].revents)
            pass_on(polled[1].fd, FILTERS);
    }
}

__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    /* The number of words of the command line, then the words. */
    if (stack[0] > 1)
        watch((const char *)stack[2]);
    unsigned length = 0;
    for (long n = 1; n > 0; length += (unsigned)n) {
        n = call(__NR_read, 0, (long)(input + length), INPUT_BYTES - length, 0);
        if (n < 0 || length + n == INPUT_BYTES)
            leave(2);
    }
    int space = 0;
    for (char *path = input, *end = input; end < input + length; path = ++end) {
        while (end < input + length && *end != '\n')
            end++;
        *end = 0;
        if (*path)
            read_space(path, space++);
    }
    put(space, DONE, 0);
    leave(0);
}
