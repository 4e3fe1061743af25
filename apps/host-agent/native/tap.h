/*
 * TAP devices whose frames a program sends on to the end of a wire. What is written to such a device goes, by an eBPF
 * program of a few instructions at its ingress, to the end's queue or to its receiving side, with a mark by which the filters
 * there know it. Needs machine.h and calls.h before it.
 */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/if_tun.h>
#include <linux/ioctl.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <linux/virtio_net.h>

/* traffic-commands.ts has them too. A frame loses its mark when it enters another namespace. */
enum { MARK_IN = 0x504e0001, MARK_OUT = 0x504e0002 };
enum { READ_WRITE = 2, NONBLOCKING = 04000, CLOSING = 02000000, LARGEST_MTU = 65521 };

enum { NAME_LENGTH = 16, DEVICE_UP = 1, DEVICE_NO_ARP = 0x80 };

/* As struct ifreq, whose header needs that of a C library. */
struct device_request {
    char name[NAME_LENGTH];
    union { int number; short flags; char rest[24]; };
};

static int rtnl = -1;
static unsigned rtnl_sequence;

static struct { struct nlmsghdr header; char rest[1024]; } request;

static void begin_request(int type, int flags, const void *body, size length)
{
    memset(&request, 0, sizeof request);
    request.header.nlmsg_type = (unsigned short)type;
    request.header.nlmsg_flags = (unsigned short)(NLM_F_REQUEST | NLM_F_ACK | flags);
    request.header.nlmsg_seq = ++rtnl_sequence;
    request.header.nlmsg_len = (unsigned)(NLMSG_HDRLEN + length);
    memcpy(request.rest, body, length);
}

static struct rtattr *add_attribute(int type, const void *value, size length)
{
    struct rtattr *each = (struct rtattr *)((char *)&request + NLMSG_ALIGN(request.header.nlmsg_len));
    each->rta_type = (unsigned short)type;
    each->rta_len = (unsigned short)RTA_LENGTH(length);
    memcpy(RTA_DATA(each), value, length);
    request.header.nlmsg_len = (unsigned)(NLMSG_ALIGN(request.header.nlmsg_len) + RTA_ALIGN(each->rta_len));
    return each;
}

/* Sends the request and returns what the kernel answers: 0 or an error below 0. */
static long end_request(void)
{
    static union { struct nlmsghdr header; char bytes[2048]; } answer;
    long n = call6(__NR_sendto, rtnl, (long)&request, request.header.nlmsg_len, 0, 0, 0);
    if (n < 0)
        return n;
    do
        n = call6(__NR_recvfrom, rtnl, (long)&answer, sizeof answer, 0, 0, 0);
    while (n == -EINTR || (n > 0 && answer.header.nlmsg_seq != rtnl_sequence));
    if (n < 0)
        return n;
    return answer.header.nlmsg_type == NLMSG_ERROR ? ((struct nlmsgerr *)NLMSG_DATA(&answer.header))->error : -EPROTO;
}

static void name_request(struct device_request *change, const char *name)
{
    memset(change, 0, sizeof *change);
    for (int i = 0; i < NAME_LENGTH - 1 && name[i]; i++)
        change->name[i] = name[i];
}

/* The number of a device of this namespace; an error below 0 if there is none. */
static long device_index(const char *name)
{
    struct device_request change;
    name_request(&change, name);
    long failed = call(__NR_ioctl, rtnl, SIOCGIFINDEX, (long)&change, 0);
    return failed < 0 ? failed : change.number;
}

static long load_program(int target, int enters)
{
    const struct bpf_insn program[] = {
        {BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, enters ? MARK_IN : MARK_OUT},
        {BPF_STX | BPF_MEM | BPF_W, 1, 2, 8 /* mark in struct __sk_buff */, 0},
        {BPF_ALU64 | BPF_MOV | BPF_K, 1, 0, 0, target},
        {BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, enters ? BPF_F_INGRESS : 0},
        {BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_redirect},
        {BPF_JMP | BPF_EXIT, 0, 0, 0, 0},
    };
    union bpf_attr load;
    memset(&load, 0, sizeof load);
    load.prog_type = BPF_PROG_TYPE_SCHED_CLS;
    load.insn_cnt = sizeof program / sizeof *program;
    load.insns = (unsigned long)program;
    load.license = (unsigned long)"MIT";
    return call(__NR_bpf, BPF_PROG_LOAD, (long)&load, sizeof load, 0);
}

/* Sends all that is written to a device to the target: into it as if received there, or out of it. */
static long attach_program(int device, int target, int enters)
{
    struct tcmsg place = {.tcm_ifindex = device, .tcm_handle = TC_H_MAKE(TC_H_CLSACT, 0), .tcm_parent = TC_H_CLSACT};
    begin_request(RTM_NEWQDISC, NLM_F_CREATE | NLM_F_EXCL, &place, sizeof place);
    add_attribute(TCA_KIND, "clsact", 7);
    long failed = end_request();
    if (failed < 0)
        return failed;
    int program = (int)load_program(target, enters);
    if (program < 0)
        return program;
    struct tcmsg filter = {.tcm_ifindex = device, .tcm_parent = TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS),
                           .tcm_info = 1 << 16 | ETH_P_ALL << 8};
    begin_request(RTM_NEWTFILTER, NLM_F_CREATE | NLM_F_EXCL, &filter, sizeof filter);
    add_attribute(TCA_KIND, "bpf", 4);
    unsigned flags = TCA_BPF_FLAG_ACT_DIRECT;
    struct rtattr *options = add_attribute(TCA_OPTIONS, 0, 0);
    add_attribute(TCA_BPF_FD, &program, sizeof program);
    add_attribute(TCA_BPF_NAME, "shaper", 7);
    add_attribute(TCA_BPF_FLAGS, &flags, sizeof flags);
    options->rta_len = (unsigned short)((char *)&request + request.header.nlmsg_len - (char *)options);
    failed = end_request();
    call(__NR_close, program, 0, 0, 0);
    return failed;
}

static long remove_device(long index)
{
    struct ifinfomsg link = {.ifi_index = (int)index};
    begin_request(RTM_DELLINK, 0, &link, sizeof link);
    return end_request();
}

/* The lab's namespace has no IPv6 by default. A namespace where it has would send frames of its own into the wire. */
static void silence(const char *name)
{
    char path[64] = "/proc/sys/net/ipv6/conf/";
    unsigned at = 24;
    for (const char *each = name; *each;)
        path[at++] = *each++;
    memcpy(path + at, "/disable_ipv6", 14);
    long fd = call(__NR_openat, -100 /* AT_FDCWD */, (long)path, READ_WRITE, 0);
    if (fd < 0)
        return;
    call(__NR_write, fd, (long)"1", 1, 0);
    call(__NR_close, fd, 0, 0, 0);
}

/* A host in a container has no such file. */
static long open_tun(void)
{
    long fd = call(__NR_openat, -100, (long)"/dev/net/tun", READ_WRITE | NONBLOCKING | CLOSING, 0);
    if (fd != -ENOENT)
        return fd;
    call(__NR_mkdirat, -100, (long)"/dev/net", 0755, 0);
    call(__NR_mknodat, -100, (long)"/dev/net/tun", 020600 /* S_IFCHR, of root */, 10 << 8 | 200);
    return call(__NR_openat, -100, (long)"/dev/net/tun", READ_WRITE | NONBLOCKING | CLOSING, 0);
}

/* Lets the kernel leave segments and checksums to the device behind, unless each frame has to be whole. */
static long set_offload(long fd, int is_whole)
{
    long basic = TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 | TUN_F_TSO_ECN;
    long with_udp = basic | 0x20 /* TUN_F_USO4 */ | 0x40 /* TUN_F_USO6 */;
    if (is_whole)
        return call(__NR_ioctl, fd, TUNSETOFFLOAD, 0, 0);
    long failed = call(__NR_ioctl, fd, TUNSETOFFLOAD, with_udp, 0);
    return failed < 0 ? call(__NR_ioctl, fd, TUNSETOFFLOAD, basic, 0) : failed;
}

/* Makes a device whose frames go to the target. An earlier one of the same name is replaced. Returns a file or an error. */
static long make_tap(const char *name, int target, int enters)
{
    long earlier = device_index(name);
    if (earlier > 0)
        remove_device(earlier);
    long fd = open_tun();
    if (fd < 0)
        return fd;
    struct device_request change;
    name_request(&change, name);
    change.flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR;
    long failed = call(__NR_ioctl, fd, TUNSETIFF, (long)&change, 0);
    long index = failed < 0 ? failed : device_index(name);
    if (index > 0)
        failed = attach_program((int)index, target, enters);
    silence(name);
    name_request(&change, name);
    change.number = LARGEST_MTU;
    if (failed >= 0)
        failed = call(__NR_ioctl, rtnl, SIOCSIFMTU, (long)&change, 0);
    name_request(&change, name);
    change.flags = DEVICE_UP | DEVICE_NO_ARP;
    if (failed >= 0)
        failed = call(__NR_ioctl, rtnl, SIOCSIFFLAGS, (long)&change, 0);
    if (failed >= 0)
        return fd;
    call(__NR_close, fd, 0, 0, 0);
    return failed;
}
