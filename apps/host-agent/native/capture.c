/*
 * capture: writes the frames of an interface or a network to standard output, as pcap with nanoseconds.
 *
 *     capture <interface> <most bytes of a frame> <most frames; 0: no limit> <wait or end>
 *     capture *<network> <most bytes of a frame> <most frames> wait
 *
 * A network is named by the end of the names of its links: those of its ports begin with "pb" and have 14 characters, and its
 * bridge is "br<network>". Each frame comes once, from the port at which it enters or, if the bridge sends it, from the
 * bridge. Ports may come and go.
 *
 * A filter comes on standard input: instructions of BPF (struct sock_filter), or nothing. It needs root to begin, and
 * gives its rights up before it reads a frame. What it says on standard error, a line each:
 *
 *     dropped <n>        frames that were lost so far, because they came faster than they were read
 *     received <n>       all frames that passed the filter, at the end
 *     capturing          the interface or network is there
 *     waiting            it is not there, or was deleted: it is waited for, if the last word is "wait"
 *     end gone           the interface was deleted
 *     end counted        the most frames have been written
 *     failed <what> <error's number>
 *
 * It ends when its reader does, also while no frame comes. An interface that is down is waited for.
 *
 * Why not tcpdump: to give each packet at once, libpcap uses a ring in which every packet takes as much room as the
 * largest. With 256 KiB for each, 16 fit into 4 MiB, and 20,000 packets a second are too many. Here packets lie
 * one behind the other (TPACKET_V3), and wait for at most 8 ms.
 */
#include <asm/mman.h>
#include <asm/poll.h>
#include <asm/socket.h>
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/prctl.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <linux/time_types.h>
#include <linux/uio.h>

#include "machine.h"
#include "calls.h"

enum { STDIN, STDOUT, STDERR };
enum { FAMILY_NETLINK = 16, FAMILY_PACKET = 17, TYPE_RAW = 3, NONBLOCK = 04000, LEVEL_PACKET = 263, SHARED_MAP = 1 };
enum { BLOCK_BYTES = 512 << 10, BLOCKS = 8, FRAME_BYTES = 2048, BLOCK_MS = 8 };
enum { MOST_INSTRUCTIONS = 4096, MOST_PORTS = 512, NOBODY = 65534 };
/* Frames that the shaper lets enter a second time: see tap.h. */
enum { MARK_IN = 0x504e0001 };
enum { OUTGOING = 4, NAME_LENGTH = 16, NETWORK_LENGTH = 6, PORT_LENGTH = 14 };
/* Frames that are written at once. Each takes up to four pieces, and the kernel takes 1024. */
enum { AT_ONCE = 256 };

/* As linux/if.h has it, which needs a C library: the name of an interface, and its number or flags. */
struct interface {
    char name[16];
    union {
        int index;
        char room[24];
    };
};
struct record {
    unsigned seconds, nanoseconds, kept, length;
};
struct tag {
    unsigned char bytes[4];
};

/* What the user's filter is behind. */
static struct sock_filter filter[MOST_INSTRUCTIONS], wanted[MOST_INSTRUCTIONS];
static unsigned filter_length, wanted_length;
static struct record records[AT_ONCE];
static struct tag tags[AT_ONCE];
static struct iovec pieces[AT_ONCE * 4];
static unsigned waiting, pieces_used;
static unsigned long received, dropped;
static int packets, links, interface_index, waits;

/* ---- Text ----------------------------------------------------------------------------------- */

static size length(const char *text)
{
    size n = 0;
    while (text[n])
        n++;
    return n;
}

static void say(const char *what, unsigned long number, int has_number)
{
    char line[128], digits[24];
    size at = 0, first = sizeof digits;
    for (; what[at] && at < 90; at++)
        line[at] = what[at];
    if (has_number) {
        line[at++] = ' ';
        do
            digits[--first] = (char)('0' + number % 10);
        while (number /= 10);
        while (first < sizeof digits)
            line[at++] = digits[first++];
    }
    line[at++] = '\n';
    call(__NR_write, STDERR, (long)line, (long)at, 0);
}

static unsigned long number_of(const char *text)
{
    unsigned long number = 0;
    while (*text >= '0' && *text <= '9')
        number = number * 10 + (unsigned long)(*text++ - '0');
    return number;
}

static __attribute__((noreturn)) void fail(const char *what, long error)
{
    say(what, (unsigned long)-error, 1);
    leave(1);
}

static long need(const char *what, long result)
{
    if (result < 0)
        fail(what, result);
    return result;
}

static long set_option(int level, int option, const void *value, unsigned bytes)
{
    return call6(__NR_setsockopt, packets, level, option, (long)value, (long)bytes, 0);
}

/* ---- What is lost ---------------------------------------------------------------------------- */

/* The kernel counts from the last time that it was asked. */
static void count_lost(void)
{
    struct tpacket_stats_v3 counted = { 0, 0, 0 };
    unsigned bytes = sizeof counted;
    if (call6(__NR_getsockopt, packets, LEVEL_PACKET, PACKET_STATISTICS, (long)&counted, (long)&bytes, 0) < 0)
        return;
    received += counted.tp_packets;
    dropped += counted.tp_drops;
    if (counted.tp_drops)
        say("dropped", dropped, 1);
}

static __attribute__((noreturn)) void end(const char *why)
{
    count_lost();
    say("received", received, 1);
    say(why, 0, 0);
    leave(0);
}

#include "capture-links.h"

/* ---- Writing --------------------------------------------------------------------------------- */

static void write_all(struct iovec *from, unsigned count)
{
    while (count) {
        long written = call(__NR_writev, STDOUT, (long)from, count, 0);
        if (written == -EINTR)
            continue;
        if (written < 0)
            leave(0);
        while (count && (size)written >= from->iov_len) {
            written -= (long)from->iov_len;
            from++, count--;
        }
        if (count && written) {
            from->iov_base = (char *)from->iov_base + written;
            from->iov_len -= (size)written;
        }
    }
}

static void piece(const void *from, size bytes)
{
    pieces[pieces_used].iov_base = (void *)from;
    pieces[pieces_used++].iov_len = bytes;
}

static void flush(void)
{
    write_all(pieces, pieces_used);
    waiting = pieces_used = 0;
}

/* The kernel takes the tag of a VLAN out of a frame. It belongs behind the addresses. */
static void add(const struct tpacket3_hdr *packet)
{
    const unsigned char *bytes = (const unsigned char *)packet + packet->tp_mac;
    int tagged = (packet->tp_status & TP_STATUS_VLAN_VALID) && packet->tp_snaplen >= 12;
    struct record *record = &records[waiting];
    record->seconds = packet->tp_sec;
    record->nanoseconds = packet->tp_nsec;
    record->kept = packet->tp_snaplen + (tagged ? 4 : 0);
    record->length = packet->tp_len + (tagged ? 4 : 0);
    piece(record, sizeof *record);
    if (tagged) {
        unsigned char *tag = tags[waiting].bytes;
        unsigned type = packet->tp_status & TP_STATUS_VLAN_TPID_VALID ? packet->hv1.tp_vlan_tpid : ETH_P_8021Q;
        tag[0] = (unsigned char)(type >> 8), tag[1] = (unsigned char)type;
        tag[2] = (unsigned char)(packet->hv1.tp_vlan_tci >> 8), tag[3] = (unsigned char)packet->hv1.tp_vlan_tci;
        piece(bytes, 12);
        piece(tag, 4);
        bytes += 12;
    }
    if (packet->tp_snaplen > (tagged ? 12u : 0u))
        piece(bytes, packet->tp_snaplen - (tagged ? 12u : 0u));
    if (++waiting == AT_ONCE)
        flush();
}

/* ---- Reading --------------------------------------------------------------------------------- */

static void read_filter(unsigned long snap)
{
    size bytes = 0;
    for (;;) {
        long more = call(__NR_read, STDIN, (long)((char *)wanted + bytes), (long)(sizeof wanted - bytes), 0);
        if (more == -EINTR)
            continue;
        need("failed filter", more);
        if (more == 0)
            break;
        bytes += (size)more;
    }
    wanted_length = (unsigned)(bytes / sizeof *wanted);
    if (wanted_length)
        return;
    wanted[0].code = BPF_RET | BPF_K;
    wanted[0].k = (unsigned)snap;
    wanted_length = 1;
}

static char *open_ring(void)
{
    struct tpacket_req3 ring;
    int version = TPACKET_V3;

    packets = (int)need("failed socket", call(__NR_socket, FAMILY_PACKET, TYPE_RAW, 0, 0));
    need("failed version", set_option(LEVEL_PACKET, PACKET_VERSION, &version, sizeof version));
    ring.tp_block_size = BLOCK_BYTES;
    ring.tp_block_nr = BLOCKS;
    ring.tp_frame_size = FRAME_BYTES;
    ring.tp_frame_nr = BLOCK_BYTES / FRAME_BYTES * BLOCKS;
    ring.tp_retire_blk_tov = BLOCK_MS;
    ring.tp_sizeof_priv = 0;
    ring.tp_feature_req_word = 0;
    need("failed ring", set_option(LEVEL_PACKET, PACKET_RX_RING, &ring, sizeof ring));
    return (char *)need("failed map", call6(__NR_mmap, 0, (long)BLOCK_BYTES * BLOCKS, PROT_READ | PROT_WRITE,
                                            SHARED_MAP, packets, 0));
}

static void drop_rights(void)
{
    need("failed rights", call(__NR_setgroups, 0, 0, 0, 0));
    need("failed rights", call(__NR_setresgid, NOBODY, NOBODY, NOBODY, 0));
    need("failed rights", call(__NR_setresuid, NOBODY, NOBODY, NOBODY, 0));
    need("failed rights", call6(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0));
}

static void write_header(unsigned long snap)
{
    /* Its last field is the type of the link: Ethernet. */
    unsigned header[6] = { 0xa1b23c4d, 2 | 4 << 16, 0, 0, (unsigned)snap, 1 };
    struct iovec whole = { header, sizeof header };
    write_all(&whole, 1);
}

static void wait_for_packets(struct interface *name)
{
    struct pollfd each[3] = { { packets, POLLIN, 0 }, { STDOUT, 0, 0 }, { links, POLLIN, 0 } };
    static char message[8192];
    int error = 0;
    unsigned bytes = sizeof error;
    call6(__NR_ppoll, (long)each, 3, 0, 0, 0, 0);
    if (each[1].revents & (POLLERR | POLLHUP))
        leave(0);
    /* Reading the error clears it. */
    if (each[0].revents & POLLERR)
        call6(__NR_getsockopt, packets, SOL_SOCKET, SO_ERROR, (long)&error, (long)&bytes, 0);
    if (!each[2].revents)
        return;
    while (call6(__NR_recvfrom, links, (long)message, sizeof message, 0, 0, 0) > 0)
        ;
    follow_links(name);
}

void start(long *stack)
{
    char **words = (char **)(stack + 1);
    struct interface name;
    unsigned long snap, most, written = 0;
    unsigned block = 0;
    long result;
    char *ring;

    if (*stack != 5 || length(words[1]) >= sizeof name.name)
        fail("failed arguments", -EINVAL);
    for (size at = 0; at < sizeof name; at++)
        ((char *)&name)[at] = 0;
    for (size at = 0; words[1][at]; at++)
        name.name[at] = words[1][at];
    if (words[1][0] == '*') {
        network = words[1] + 1;
        if (length(network) != NETWORK_LENGTH)
            fail("failed arguments", -EINVAL);
    }
    snap = number_of(words[2]);
    most = number_of(words[3]);
    waits = words[4][0] == 'w';
    watch_links();
    ring = open_ring();
    read_filter(snap);
    attach_filter();
    result = begin(&name);
    if (result < 0 && !waits)
        fail("failed interface", result);
    drop_rights();
    write_header(snap);
    say(result < 0 ? "waiting" : "capturing", 0, 0);
    for (;;) {
        struct tpacket_block_desc *now = (struct tpacket_block_desc *)(ring + (size)block * BLOCK_BYTES);
        unsigned status = __atomic_load_n(&now->hdr.bh1.block_status, __ATOMIC_ACQUIRE);
        if (!(status & TP_STATUS_USER)) {
            wait_for_packets(&name);
            continue;
        }
        char *at = (char *)now + now->hdr.bh1.offset_to_first_pkt;
        for (unsigned left = now->hdr.bh1.num_pkts; left && !(most && written == most); left--, written++) {
            add((struct tpacket3_hdr *)at);
            at += ((struct tpacket3_hdr *)at)->tp_next_offset;
        }
        flush();
        __atomic_store_n(&now->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
        block = (block + 1) % BLOCKS;
        if (status & TP_STATUS_LOSING)
            count_lost();
        if (most && written == most)
            end("end counted");
    }
}
