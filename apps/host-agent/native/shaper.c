/*
 * shaper: delays, corrupts, doubles and reorders the frames of a lab's wires, where the kernel has no netem.
 *
 *     shaper <name in /run/netns> < commands > answers    runs in that namespace, until it is removed
 *     shaper try <device>                                  exits with 0 if the kernel has what it needs
 *
 * Commands, one a line:
 *     table <number> <1024 integers>    quantiles of a distribution, 8192 for one jitter
 *     set <device> <in|out> <end> <delay us> <jitter us> <table> <corrupt> <duplicate> <reorder> <limit>
 *         makes or changes a TAP device. What is sent to it is sent on to the end of a wire, into it or out of it.
 *         Probabilities are in millionths, the limit in blocks of 1 KiB.
 *     count
 * Answers:
 *     ok <device>
 *     failed <device> <errno>
 *     count <device> <frames that came> <frames dropped>    for each device, then: ok count
 *
 * A device that is removed is forgotten. Once its input is closed, the program ends with its last device: it outlives the
 * agent that started it, and the next agent replaces the devices. While no program holds a device, its frames are dropped.
 */
#include <asm/unistd.h>
#include <linux/time.h>
#include <linux/errno.h>
#include <linux/inotify.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/socket.h>
#include <linux/uio.h>

#include "machine.h"
#include "calls.h"
#include "tap.h"

enum { BLOCK = 1024, BLOCKS = 32768, FRAME_BLOCKS = 66, MOST_DEVICES = 512, TABLE = 1024, TABLES = 4 };
enum { MOST_AT_ONCE = 32, INPUT_BYTES = 1 << 14, MILLION = 1000000, STDIN = 0, WATCH = 1, DEVICES = 2 };

struct device {
    char name[NAME_LENGTH];
    int fd, target, is_whole;
    unsigned held, limit, table, corrupt, duplicate, reorder;
    long delay, jitter; /* ns */
    unsigned long came, dropped;
};
/* A frame in the queue: its blocks are chained. */
struct entry { long at; unsigned order, first, length, owner, life; };

static unsigned char pool[BLOCKS][BLOCK];
static unsigned next[BLOCKS], unused[BLOCKS], unused_count = BLOCKS;
static struct entry heap[BLOCKS];
static unsigned heap_count, orders;
static struct device devices[MOST_DEVICES];
static unsigned lives[MOST_DEVICES], used; /* a life ends when a slot gets another device */
static struct pollfd polled[DEVICES + MOST_DEVICES];
static struct iovec parts[FRAME_BLOCKS];
static short tables[TABLES][TABLE];
static char input[INPUT_BYTES];
static unsigned input_length;
static unsigned long random_state;
static const char *own_namespace;

static long now(void)
{
    struct timespec time;
    call(__NR_clock_gettime, 1 /* CLOCK_MONOTONIC */, (long)&time, 0, 0);
    return time.tv_sec * 1000000000 + time.tv_nsec;
}

/* xorshift64*: 32 bits. */
static unsigned draw(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (unsigned)(random_state * 2685821657736338717ul >> 32);
}

static int happens(unsigned millionths)
{
    return millionths && draw() % MILLION < millionths;
}

static int is_same(const char *one, const char *other)
{
    while (*one && *one == *other)
        one++, other++;
    return *one == *other;
}

/* ---- The queue: a heap by time, and by order for frames of the same time -------------------------- */

static int is_before(const struct entry *one, const struct entry *other)
{
    return one->at != other->at ? one->at < other->at : (int)(one->order - other->order) < 0;
}

static void push(struct entry entry)
{
    unsigned at = heap_count++;
    for (; at > 0 && is_before(&entry, &heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = entry;
}

static struct entry pop(void)
{
    struct entry first = heap[0], last = heap[--heap_count];
    unsigned at = 0;
    for (;;) {
        unsigned child = at * 2 + 1;
        if (child >= heap_count)
            break;
        if (child + 1 < heap_count && is_before(&heap[child + 1], &heap[child]))
            child++;
        if (!is_before(&heap[child], &last))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    return first;
}

static unsigned blocks_of(unsigned length)
{
    return (length + BLOCK - 1) / BLOCK;
}

/* When a frame that is here now leaves. */
static long leaves(const struct device *device, long time)
{
    if (happens(device->reorder))
        return time;
    long varied = device->jitter ? device->jitter * tables[device->table][draw() % TABLE] / 8192 : 0;
    long wait = device->delay + varied;
    return wait > 0 ? time + wait : time;
}

static void enqueue(unsigned owner, unsigned first, unsigned length, long time)
{
    struct device *device = &devices[owner];
    device->held += blocks_of(length);
    push((struct entry){leaves(device, time), orders++, first, length, owner, lives[owner]});
}

/* Takes blocks for a frame, chained. The caller knows that there are enough. */
static unsigned take_blocks(unsigned count)
{
    unsigned first = unused[unused_count - 1];
    for (unsigned i = 0; i < count; i++)
        next[unused[unused_count - 1 - i]] = i + 1 < count ? unused[unused_count - 2 - i] : 0;
    unused_count -= count;
    return first;
}

static int has_room(const struct device *device, unsigned count)
{
    return unused_count >= count && device->held + count <= device->limit;
}

static void corrupt(unsigned first, unsigned length)
{
    unsigned header = sizeof(struct virtio_net_hdr);
    unsigned at = header + draw() % (length - header), block = first;
    for (; at >= BLOCK; at -= BLOCK)
        block = next[block];
    pool[block][at] ^= (unsigned char)(1 << draw() % 8);
}

static void duplicate(unsigned owner, unsigned first, unsigned length, long time)
{
    if (!has_room(&devices[owner], blocks_of(length))) {
        devices[owner].dropped++;
        return;
    }
    unsigned copy = take_blocks(blocks_of(length));
    for (unsigned from = first, to = copy, i = 0; i < blocks_of(length); i++, from = next[from], to = next[to])
        memcpy(pool[to], pool[from], BLOCK);
    enqueue(owner, copy, length, time);
}

/* ---- Frames ----------------------------------------------------------------------------------- */

static void forget(unsigned owner)
{
    struct device *device = &devices[owner];
    if (device->fd >= 0)
        call(__NR_close, device->fd, 0, 0, 0);
    lives[owner]++;
    *device = (struct device){.fd = -1};
    polled[DEVICES + owner].fd = -1;
}

/* Takes one frame from a device. Returns an error below 0 when there is none. */
static long take(unsigned owner, long time)
{
    static unsigned char scrap[BLOCK];
    struct device *device = &devices[owner];
    if (!has_room(device, FRAME_BLOCKS)) {
        long n = call(__NR_read, device->fd, (long)scrap, sizeof scrap, 0);
        if (n > 0)
            device->came++, device->dropped++;
        return n;
    }
    for (unsigned i = 0; i < FRAME_BLOCKS; i++)
        parts[i] = (struct iovec){pool[unused[unused_count - 1 - i]], BLOCK};
    long n = call(__NR_readv, device->fd, (long)parts, FRAME_BLOCKS, 0);
    if (n <= (long)sizeof(struct virtio_net_hdr))
        return n < 0 ? n : -EAGAIN;
    unsigned length = (unsigned)n, first = take_blocks(blocks_of(length));
    device->came++;
    if (happens(device->corrupt))
        corrupt(first, length);
    int twice = happens(device->duplicate);
    enqueue(owner, first, length, time);
    if (twice)
        duplicate(owner, first, length, time);
    return n;
}

/* Sends the frame whose time has come. */
static void release(void)
{
    struct entry entry = pop();
    struct device *device = &devices[entry.owner];
    unsigned count = blocks_of(entry.length), block = entry.first;
    int is_there = lives[entry.owner] == entry.life;
    for (unsigned i = 0, left = entry.length; i < count; i++, left -= BLOCK, block = next[block]) {
        parts[i] = (struct iovec){pool[block], left < BLOCK ? left : BLOCK};
        unused[unused_count++] = block;
    }
    if (!is_there)
        return;
    device->held -= count;
    if (call(__NR_writev, device->fd, (long)parts, count, 0) < 0)
        device->dropped++;
}

/* ---- Commands --------------------------------------------------------------------------------- */

static void answer(const char *word, const char *name, const long *numbers, unsigned count)
{
    char line[128];
    unsigned at = 0;
    while (*word)
        line[at++] = *word++;
    line[at++] = ' ';
    while (*name)
        line[at++] = *name++;
    for (unsigned i = 0; i < count; i++) {
        char digits[24];
        unsigned n = 0;
        unsigned long value = (unsigned long)numbers[i];
        do
            digits[n++] = (char)('0' + value % 10);
        while (value /= 10);
        line[at++] = ' ';
        while (n)
            line[at++] = digits[--n];
    }
    line[at++] = '\n';
    call(__NR_write, 1, (long)line, at, 0);
}

/* The next word of a line, which it ends in place, cut to the length of a device's name. Empty at the line's end. */
static char *word(char **from)
{
    while (**from == ' ')
        ++*from;
    char *start = *from;
    while (**from && **from != ' ')
        ++*from;
    unsigned length = (unsigned)(*from - start);
    if (**from)
        *(*from)++ = 0;
    if (length >= NAME_LENGTH)
        start[NAME_LENGTH - 1] = 0;
    return start;
}

static long number(char **from)
{
    const char *digits = word(from);
    long sign = *digits == '-' ? -1 : 1, value = 0;
    for (digits += sign < 0; *digits >= '0' && *digits <= '9' && value < 1l << 40; digits++)
        value = value * 10 + *digits - '0';
    return sign * value;
}

static unsigned slot_of(const char *name)
{
    for (unsigned i = 0; i < used; i++)
        if (devices[i].fd >= 0 && is_same(devices[i].name, name))
            return i;
    for (unsigned i = 0; i < used; i++)
        if (devices[i].fd < 0)
            return i;
    return used < MOST_DEVICES ? used++ : MOST_DEVICES;
}

static void set(char *line)
{
    const char *name = word(&line);
    int enters = is_same(word(&line), "in");
    long target = device_index(word(&line)), failed = 0;
    unsigned slot = slot_of(name);
    if (slot == MOST_DEVICES)
        failed = -ENOSPC;
    else if (target < 0)
        failed = target;
    if (failed < 0) {
        long code = -failed;
        return answer("failed", name, &code, 1);
    }
    struct device *device = &devices[slot];
    int is_new = device->fd < 0 || device->target != target || device->name[0] == 0;
    if (is_new) {
        forget(slot);
        long fd = make_tap(name, (int)target, enters);
        if (fd < 0) {
            long code = -fd;
            return answer("failed", name, &code, 1);
        }
        device->fd = (int)fd;
        device->target = (int)target;
        for (unsigned i = 0; i < NAME_LENGTH - 1 && name[i]; i++)
            device->name[i] = name[i];
        polled[DEVICES + slot] = (struct pollfd){device->fd, POLLIN, 0};
    }
    device->delay = number(&line) * 1000;
    device->jitter = number(&line) * 1000;
    device->table = (unsigned)number(&line) % TABLES;
    device->corrupt = (unsigned)number(&line);
    device->duplicate = (unsigned)number(&line);
    device->reorder = (unsigned)number(&line);
    device->limit = (unsigned)number(&line);
    if (device->limit < FRAME_BLOCKS)
        device->limit = FRAME_BLOCKS;
    int is_whole = device->corrupt > 0;
    if (is_new || is_whole != device->is_whole)
        set_offload(device->fd, is_whole);
    device->is_whole = is_whole;
    answer("ok", name, 0, 0);
}

static void obey(char *line)
{
    const char *what = word(&line);
    if (is_same(what, "set"))
        return set(line);
    if (is_same(what, "table")) {
        short *table = tables[(unsigned)number(&line) % TABLES];
        for (unsigned i = 0; i < TABLE; i++)
            table[i] = (short)number(&line);
    } else if (is_same(what, "count")) {
        for (unsigned i = 0; i < used; i++)
            if (devices[i].fd >= 0)
                answer("count", devices[i].name, (long[]){(long)devices[i].came, (long)devices[i].dropped}, 2);
        answer("ok", "count", 0, 0);
    }
}

static void read_commands(void)
{
    long n = call(__NR_read, 0, (long)(input + input_length), sizeof input - input_length, 0);
    if (n == -EAGAIN || n == -EINTR)
        return;
    if (n <= 0) {
        polled[STDIN].fd = -1;
        return;
    }
    input_length += (unsigned)n;
    unsigned from = 0;
    for (unsigned i = 0; i < input_length; i++) {
        if (input[i] != '\n')
            continue;
        input[i] = 0;
        obey(input + from);
        from = i + 1;
    }
    input_length -= from;
    for (unsigned i = 0; i < input_length; i++)
        input[i] = input[from + i];
    if (input_length == sizeof input)
        leave(2);
}

/* ---- The namespace, and the loop -------------------------------------------------------------- */

/* An open TAP device keeps its namespace alive: so the program ends when the namespace's name is removed. */
static void watch_namespace(void)
{
    long fd = call(__NR_inotify_init1, NONBLOCKING | CLOSING, 0, 0, 0);
    if (fd < 0 || call(__NR_inotify_add_watch, fd, (long)"/run/netns", IN_DELETE, 0) < 0)
        leave(3);
    polled[WATCH] = (struct pollfd){(int)fd, POLLIN, 0};
    char path[NAME_LENGTH * 4] = "/run/netns/";
    for (unsigned i = 0; own_namespace[i] && i < NAME_LENGTH * 2; i++)
        path[11 + i] = own_namespace[i];
    if (call(__NR_faccessat, -100 /* AT_FDCWD */, (long)path, 0, 0) < 0)
        leave(0);
}

static void read_watch(void)
{
    static union { struct inotify_event event; char bytes[4096]; } events;
    long n = call(__NR_read, polled[WATCH].fd, (long)&events, sizeof events, 0);
    for (long at = 0; at < n;) {
        struct inotify_event *each = (struct inotify_event *)(events.bytes + at);
        if (is_same(each->name, own_namespace))
            leave(0);
        at += (long)(sizeof *each + each->len);
    }
}

static void wait_for_work(void)
{
    struct timespec time = {0, 0};
    if (heap_count) {
        long wait = heap[0].at - now();
        if (wait > 0)
            time = (struct timespec){wait / 1000000000, wait % 1000000000};
    }
    long n = call6(__NR_ppoll, (long)polled, DEVICES + used, heap_count ? (long)&time : 0, 0, 0, 0);
    long arrived = now();
    while (heap_count && heap[0].at <= arrived)
        release();
    if (n <= 0)
        return;
    for (unsigned i = 0; i < used; i++) {
        short state = polled[DEVICES + i].revents;
        long got = 0;
        for (int k = 0; k < MOST_AT_ONCE && state && got >= 0; k++)
            got = take(i, arrived);
        if (got < 0 && got != -EAGAIN && got != -EINTR)
            forget(i);
    }
    if (polled[WATCH].revents)
        read_watch();
    if (polled[STDIN].revents)
        read_commands();
}

static int has_devices(void)
{
    for (unsigned i = 0; i < used; i++)
        if (devices[i].fd >= 0)
            return 1;
    return 0;
}

__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    long count = stack[0];
    const char *first = count > 1 ? (const char *)stack[2] : "";
    rtnl = (int)call(__NR_socket, 16 /* AF_NETLINK */, 3 /* SOCK_RAW */ | CLOSING, NETLINK_ROUTE, 0);
    if (count == 3 && is_same(first, "try")) {
        long fd = make_tap("shaper", (int)device_index((const char *)stack[3]), 1);
        leave(fd < 0 || set_offload(fd, 0) < 0 ? 1 : 0);
    }
    own_namespace = first;
    call(__NR_prctl, 29 /* PR_SET_TIMERSLACK: wake up on time */, 1, 0, 0);
    call(__NR_getrandom, (long)&random_state, sizeof random_state, 0, 0);
    random_state |= 1;
    for (unsigned i = 0; i < BLOCKS; i++)
        unused[i] = BLOCKS - 1 - i;
    for (unsigned i = 0; i < MOST_DEVICES; i++)
        devices[i].fd = polled[DEVICES + i].fd = -1;
    polled[STDIN] = (struct pollfd){0, POLLIN, 0};
    watch_namespace();
    while (polled[STDIN].fd >= 0 || has_devices())
        wait_for_work();
    leave(0);
}
