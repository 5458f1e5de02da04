/* Sends COUNT UDP datagrams of 64 bytes to an address and port at RATE packets a second, evenly in batches of at most 64, and prints how many it
 * sent and how long that took. For benches/live.sh.
 * usage: flood ADDRESS PORT COUNT RATE */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, SIZE = 64 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: flood ADDRESS PORT COUNT RATE\n");
        return 2;
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[2]))};
    long count = atol(argv[3]), sent = 0;
    double rate = atof(argv[4]);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        perror("flood");
        return 1;
    }
    static char payload[SIZE];
    struct iovec piece = {payload, SIZE};
    struct mmsghdr messages[BATCH];
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < BATCH; i++) {
        messages[i].msg_hdr.msg_iov = &piece;
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    double start = now();
    while (sent < count) {
        long due = (long)((now() - start) * rate) - sent;
        if (due > count - sent) due = count - sent;
        if (due > BATCH) due = BATCH;
        if (due <= 0) continue;
        int done = sendmmsg(fd, messages, (unsigned)due, 0);
        if (done > 0) sent += done;
        /* Nobody listens there: the ICMP errors are as good as an answer. */
        else if (errno != ECONNREFUSED && errno != ENOBUFS && errno != EAGAIN) {
            perror("flood");
            return 1;
        }
    }
    printf("%ld %.3f\n", sent, now() - start);
    return 0;
}
