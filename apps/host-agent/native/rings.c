/*
 * rings: bounds the memory that the packet sockets of each container take for their rings
 * (PACKET_RX_RING and PACKET_TX_RING), which the kernel counts to no control group.
 *
 *     rings load <folder>               loads both programs below into the kernel, and keeps them in a new
 *                                       folder of a BPF file system, unless they are there
 *     rings attach <folder> <cgroup>    bounds the sockets of a control group (version 2)
 *
 * It ends with 0, or prints what failed and the error's number, and ends with 1. It needs root and Linux 5.18
 * or later with BPF for control groups and trace points.
 *
 * The first program runs in setsockopt of each socket of the control group. It adds a new ring to what the socket's
 * network namespace has, which is one container, and answers ENOMEM if that is too much. libpcap then takes
 * a smaller ring. The second one runs when the kernel frees a socket, which is after nothing maps its rings
 * any more, and takes them off. A socket counts with the largest ring that it asked for.
 */
#include <asm/unistd.h>
#include <linux/bpf.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/if_packet.h>
#include <linux/limits.h>

#include "machine.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { STDERR = 2, SOL_PACKET = 263 };
/* Bytes of all rings of one container. libpcap takes 2 MiB for a capture unless it is told otherwise. */
enum { MOST_BYTES = 32 << 20 };
/* What a ring takes beside its blocks, in bytes, and so the bound of a container's number of rings. */
enum { RING_OVERHEAD = 64 << 10 };
enum { MOST_NAMESPACES = 1 << 20, MOST_SOCKETS = 1 << 20 };

/* ---- Text ----------------------------------------------------------------------------------- */

static size length(const char *text)
{
    size n = 0;
    while (text[n])
        n++;
    return n;
}

static int same(const char *one, const char *other)
{
    while (*one && *one == *other)
        one++, other++;
    return *one == *other;
}

static void write_text(const char *text)
{
    call(__NR_write, STDERR, (long)text, (long)length(text), 0);
}

static __attribute__((noreturn)) void fail(const char *what, long error)
{
    char digits[24];
    char *digit = digits + sizeof digits;
    *--digit = 0;
    *--digit = '\n';
    do
        *--digit = (char)('0' + error % 10);
    while (error /= 10);
    write_text(what);
    write_text(": error ");
    write_text(digit);
    leave(1);
}

static long or_fail(long result, const char *what)
{
    if (result < 0)
        fail(what, -result);
    return result;
}

static const char *path_in(const char *folder, const char *name)
{
    static char path[PATH_MAX];
    size n = 0;
    if (length(folder) + length(name) + 2 > sizeof path)
        fail(folder, ENAMETOOLONG);
    for (; *folder; folder++)
        path[n++] = *folder;
    path[n++] = '/';
    for (; *name; name++)
        path[n++] = *name;
    path[n] = 0;
    return path;
}

/* The compiler calls these to clear and to copy what is large. */
void *memcpy(void *to, const void *from, size n)
{
    volatile char *each = to;
    for (const char *next = from; n--; next++)
        *each++ = *next;
    return to;
}

void *memset(void *to, int value, size n)
{
    volatile char *each = to;
    while (n--)
        *each++ = (char)value;
    return to;
}

/* ---- The kernel's BPF ------------------------------------------------------------------------ */

static long bpf(int command, union bpf_attr *attributes)
{
    return call(__NR_bpf, command, (long)attributes, sizeof *attributes, 0);
}

static int make_map(union bpf_attr attributes)
{
    return (int)or_fail(bpf(BPF_MAP_CREATE, &attributes), "make a map");
}

static int make_table(unsigned value_size, unsigned entries)
{
    return make_map((union bpf_attr){.map_type = BPF_MAP_TYPE_HASH,
                                     .key_size = 8,
                                     .value_size = value_size,
                                     .max_entries = entries,
                                     .map_flags = BPF_F_NO_PREALLOC});
}

static int load(union bpf_attr attributes, const char *what)
{
    attributes.license = (unsigned long)"Dual MIT/GPL";
    return (int)or_fail(bpf(BPF_PROG_LOAD, &attributes), what);
}

static void keep(int fd, const char *path)
{
    union bpf_attr attributes = {.pathname = (unsigned long)path, .bpf_fd = (unsigned)fd};
    or_fail(bpf(BPF_OBJ_PIN, &attributes), path);
}

/* ---- Programs: registers 0 to 5 are lost in calls, 10 is the end of the stack ----------------- */

typedef struct bpf_insn line;

#define LINE(c, d, s, o, i) \
    ((line){.code = (c), .dst_reg = (d), .src_reg = (s), .off = (short)(o), .imm = (i)})
#define SET(d, i) LINE(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define COPY(d, s) LINE(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define ADD(d, i) LINE(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)
#define ADD_REGISTER(d, s) LINE(BPF_ALU64 | BPF_ADD | BPF_X, d, s, 0, 0)
#define SUBTRACT_REGISTER(d, s) LINE(BPF_ALU64 | BPF_SUB | BPF_X, d, s, 0, 0)
#define MULTIPLY_REGISTER(d, s) LINE(BPF_ALU64 | BPF_MUL | BPF_X, d, s, 0, 0)
#define NEGATE(d) LINE(BPF_ALU64 | BPF_NEG, d, 0, 0, 0)
#define READ_32(d, s, o) LINE(BPF_LDX | BPF_MEM | BPF_W, d, s, o, 0)
#define READ_64(d, s, o) LINE(BPF_LDX | BPF_MEM | BPF_DW, d, s, o, 0)
#define WRITE_32(d, s, o) LINE(BPF_STX | BPF_MEM | BPF_W, d, s, o, 0)
#define WRITE_64(d, s, o) LINE(BPF_STX | BPF_MEM | BPF_DW, d, s, o, 0)
/* Adds a register to a number in memory, for all processors at once. The second one leaves there what it was. */
#define ADD_THERE(d, s, o) LINE(BPF_STX | BPF_ATOMIC | BPF_DW, d, s, o, BPF_ADD)
#define ADD_AND_FETCH(d, s, o) LINE(BPF_STX | BPF_ATOMIC | BPF_DW, d, s, o, BPF_ADD | BPF_FETCH)
#define MAP(d, fd) LINE(BPF_LD | BPF_IMM | BPF_DW, d, BPF_PSEUDO_MAP_FD, 0, fd), LINE(0, 0, 0, 0, 0)
#define MAP_VALUE(d, fd) LINE(BPF_LD | BPF_IMM | BPF_DW, d, BPF_PSEUDO_MAP_VALUE, 0, fd), LINE(0, 0, 0, 0, 0)
#define CALL(f) LINE(BPF_JMP | BPF_CALL, 0, 0, 0, f)
#define END LINE(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
/* A jump is to a label. `resolve` replaces it by the distance. */
#define LABEL(l) LINE(0xff, 0, 0, l, 0)
#define JUMP(l) LINE(BPF_JMP | BPF_JA, 0, 0, l, 0)
#define JUMP_IF_EQUAL(d, i, l) LINE(BPF_JMP | BPF_JEQ | BPF_K, d, 0, l, i)
#define JUMP_UNLESS_EQUAL(d, i, l) LINE(BPF_JMP | BPF_JNE | BPF_K, d, 0, l, i)
#define JUMP_IF_ABOVE(d, i, l) LINE(BPF_JMP | BPF_JGT | BPF_K, d, 0, l, i)
#define JUMP_IF_REGISTER_ABOVE(d, s, l) LINE(BPF_JMP | BPF_JGT | BPF_X, d, s, l, 0)

#define LOOK_UP(map, key) MAP(1, map), COPY(2, 10), ADD(2, key), CALL(BPF_FUNC_map_lookup_elem)
#define INSERT(map, key, value)                                                     \
    MAP(1, map), COPY(2, 10), ADD(2, key), COPY(3, 10), ADD(3, value), SET(4, BPF_NOEXIST), \
        CALL(BPF_FUNC_map_update_elem)

/* Puts the distances into the jumps and takes the labels out. Returns the number of lines left. */
static unsigned resolve(line *lines, unsigned count)
{
    short places[16] = {0};
    unsigned left = 0;
    for (unsigned i = 0; i < count; i++) {
        if (lines[i].code == 0xff)
            places[lines[i].off] = (short)left;
        else
            lines[left++] = lines[i];
    }
    for (unsigned i = 0; i < left; i++) {
        int kind = lines[i].code & 7;
        int operation = lines[i].code & 0xf0;
        if (kind == BPF_JMP && operation != BPF_CALL && operation != BPF_EXIT)
            lines[i].off = (short)(places[lines[i].off] - (short)i - 1);
    }
    return left;
}

/* What a socket has: the cookie of its network namespace, and bytes of its two rings. */
enum { NAMESPACE = 0, RECEIVING = 8, SENDING = 16, SOCKET_SIZE = 24 };
/* Places on the stack. */
enum { SOCKET_KEY = -8, NAMESPACE_KEY = -16, SOCKET_VALUE = -40, ZERO = -48, NEW_SIZE = -56 };

static int load_bound(int sockets, int totals, int live)
{
    enum { OTHER, RING, FRESH, KNOWN, HAS_TOTAL, FIRST_RING, TOO_MUCH, REFUSE, PASS };
    enum { SK = 0, OPTVAL = 8, OPTVAL_END = 16, LEVEL = 24, OPTNAME = 28, OPTLEN = 32 };
    /* 6 is the context, 7 which of the two rings, 8 bytes to add, 9 the namespace's total. */
    line lines[] = {
        COPY(6, 1),
        READ_32(1, 6, LEVEL),
        JUMP_UNLESS_EQUAL(1, SOL_PACKET, OTHER),
        READ_32(1, 6, OPTNAME),
        SET(7, RECEIVING),
        JUMP_IF_EQUAL(1, PACKET_RX_RING, RING),
        SET(7, SENDING),
        JUMP_UNLESS_EQUAL(1, PACKET_TX_RING, OTHER),

        LABEL(RING),
        /* The kernel takes a longer value from the process again, which may have changed it meanwhile. */
        READ_32(1, 6, OPTLEN),
        JUMP_IF_ABOVE(1, 64, REFUSE),
        READ_64(2, 6, OPTVAL),
        READ_64(3, 6, OPTVAL_END),
        COPY(4, 2),
        ADD(4, 8),
        JUMP_IF_REGISTER_ABOVE(4, 3, REFUSE),
        /* Size of a block by number of blocks. No blocks end a ring. */
        READ_32(8, 2, 0),
        READ_32(2, 2, 4),
        MULTIPLY_REGISTER(8, 2),
        JUMP_IF_EQUAL(8, 0, PASS),
        ADD(8, RING_OVERHEAD),
        WRITE_64(10, 8, NEW_SIZE),

        READ_64(1, 6, SK),
        WRITE_64(10, 1, SOCKET_KEY),
        LOOK_UP(sockets, SOCKET_KEY),
        JUMP_IF_EQUAL(0, 0, FRESH),
        ADD_REGISTER(0, 7),
        READ_64(2, 0, 0),
        JUMP(KNOWN),
        LABEL(FRESH),
        SET(2, 0),
        LABEL(KNOWN),
        JUMP_IF_REGISTER_ABOVE(2, 8, PASS),
        SUBTRACT_REGISTER(8, 2),

        COPY(1, 6),
        CALL(BPF_FUNC_get_netns_cookie),
        WRITE_64(10, 0, NAMESPACE_KEY),
        LOOK_UP(totals, NAMESPACE_KEY),
        JUMP_UNLESS_EQUAL(0, 0, HAS_TOTAL),
        SET(1, 0),
        WRITE_64(10, 1, ZERO),
        INSERT(totals, NAMESPACE_KEY, ZERO),
        LOOK_UP(totals, NAMESPACE_KEY),
        JUMP_IF_EQUAL(0, 0, REFUSE),
        LABEL(HAS_TOTAL),
        COPY(9, 0),
        COPY(1, 8),
        ADD_AND_FETCH(9, 1, 0),
        ADD_REGISTER(1, 8),
        JUMP_IF_ABOVE(1, MOST_BYTES, TOO_MUCH),

        LOOK_UP(sockets, SOCKET_KEY),
        READ_64(1, 10, NEW_SIZE),
        JUMP_IF_EQUAL(0, 0, FIRST_RING),
        ADD_REGISTER(0, 7),
        WRITE_64(0, 1, 0),
        JUMP(PASS),
        LABEL(FIRST_RING),
        READ_64(2, 10, NAMESPACE_KEY),
        WRITE_64(10, 2, SOCKET_VALUE + NAMESPACE),
        SET(2, 0),
        WRITE_64(10, 2, SOCKET_VALUE + RECEIVING),
        WRITE_64(10, 2, SOCKET_VALUE + SENDING),
        COPY(2, 10),
        ADD(2, SOCKET_VALUE),
        ADD_REGISTER(2, 7),
        WRITE_64(2, 1, 0),
        MAP_VALUE(2, live),
        SET(1, 1),
        ADD_THERE(2, 1, 0),
        INSERT(sockets, SOCKET_KEY, SOCKET_VALUE),
        JUMP_IF_EQUAL(0, 0, PASS),
        MAP_VALUE(2, live),
        SET(1, -1),
        ADD_THERE(2, 1, 0),

        LABEL(TOO_MUCH),
        NEGATE(8),
        ADD_THERE(9, 8, 0),
        LABEL(REFUSE),
        SET(1, -ENOMEM),
        CALL(BPF_FUNC_set_retval),
        SET(0, 0),
        END,

        LABEL(OTHER),
        /* The kernel has to take the value from the process, however long it is. */
        SET(1, 0),
        WRITE_32(6, 1, OPTLEN),
        LABEL(PASS),
        SET(0, 1),
        END,
    };
    return load((union bpf_attr){.prog_type = BPF_PROG_TYPE_CGROUP_SOCKOPT,
                                 .expected_attach_type = BPF_CGROUP_SETSOCKOPT,
                                 .insns = (unsigned long)lines,
                                 .insn_cnt = resolve(lines, COUNT(lines))},
                "load the bound");
}

/* The kernel keeps packet sockets in memory of kmalloc, so kfree gets the address of each that ends. */
static int load_end(int sockets, int totals, int live)
{
    enum { GONE, NO_TOTAL };
    line lines[] = {
        /* Most of the time no ring exists, and kfree is called often. */
        MAP_VALUE(2, live),
        READ_64(3, 2, 0),
        JUMP_IF_EQUAL(3, 0, GONE),
        READ_64(1, 1, 8), /* the second argument of kfree */
        WRITE_64(10, 1, SOCKET_KEY),
        LOOK_UP(sockets, SOCKET_KEY),
        JUMP_IF_EQUAL(0, 0, GONE),
        READ_64(7, 0, RECEIVING),
        READ_64(1, 0, SENDING),
        ADD_REGISTER(7, 1),
        NEGATE(7),
        READ_64(1, 0, NAMESPACE),
        WRITE_64(10, 1, NAMESPACE_KEY),
        LOOK_UP(totals, NAMESPACE_KEY),
        JUMP_IF_EQUAL(0, 0, NO_TOTAL),
        ADD_THERE(0, 7, 0),
        LABEL(NO_TOTAL),
        MAP(1, sockets),
        COPY(2, 10),
        ADD(2, SOCKET_KEY),
        CALL(BPF_FUNC_map_delete_elem),
        MAP_VALUE(2, live),
        SET(1, -1),
        ADD_THERE(2, 1, 0),
        LABEL(GONE),
        SET(0, 0),
        END,
    };
    return load((union bpf_attr){.prog_type = BPF_PROG_TYPE_RAW_TRACEPOINT,
                                 .insns = (unsigned long)lines,
                                 .insn_cnt = resolve(lines, COUNT(lines))},
                "load the end");
}

/* ---- What it is told to do ------------------------------------------------------------------- */

/* The descriptor of the first program, or an error. */
static long kept_bound(const char *folder)
{
    union bpf_attr attributes = {.pathname = (unsigned long)path_in(folder, "bound")};
    return bpf(BPF_OBJ_GET, &attributes);
}

static void load_all(const char *folder)
{
    long made = call(__NR_mkdirat, AT_FDCWD, (long)folder, 0700, 0);
    if (made == -EEXIST) {
        if (kept_bound(folder) >= 0)
            return;
        /* A load before this one was interrupted. */
        call(__NR_unlinkat, AT_FDCWD, (long)path_in(folder, "end"), 0, 0);
    } else
        or_fail(made, folder);
    int sockets = make_table(SOCKET_SIZE, MOST_SOCKETS);
    int totals = make_table(8, MOST_NAMESPACES);
    int live = make_map((union bpf_attr){
        .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1});
    union bpf_attr attributes = {
        .raw_tracepoint = {.name = (unsigned long)"kfree",
                           .prog_fd = (unsigned)load_end(sockets, totals, live)}};
    keep((int)or_fail(bpf(BPF_RAW_TRACEPOINT_OPEN, &attributes), "follow kfree"), path_in(folder, "end"));
    keep(load_bound(sockets, totals, live), path_in(folder, "bound"));
}

static void attach(const char *folder, const char *group)
{
    long program = or_fail(kept_bound(folder), folder);
    long target = or_fail(call(__NR_openat, AT_FDCWD, (long)group, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0), group);
    union bpf_attr attributes = {.target_fd = (unsigned)target,
                                 .attach_bpf_fd = (unsigned)program,
                                 .attach_type = BPF_CGROUP_SETSOCKOPT,
                                 .attach_flags = BPF_F_ALLOW_MULTI};
    long attached = bpf(BPF_PROG_ATTACH, &attributes);
    /* It is attached already. */
    if (attached != -EINVAL)
        or_fail(attached, group);
}

/* The kernel lays out argc, the arguments, a null, the environment, a null. */
__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    char **arguments = (char **)(stack + 1);
    if (stack[0] == 3 && same(arguments[1], "load"))
        load_all(arguments[2]);
    else if (stack[0] == 4 && same(arguments[1], "attach"))
        attach(arguments[2], arguments[3]);
    else
        fail("usage: rings load <folder> | rings attach <folder> <cgroup>", EINVAL);
    leave(0);
}
