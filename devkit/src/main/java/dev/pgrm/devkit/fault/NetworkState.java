package dev.pgrm.devkit.fault;

/** What the proxy does with bytes at the moment. */
enum NetworkState {
    PASSING,
    /** Bytes wait where they are, as with lost packets: everything arrives once the network is back. */
    STALLED,
    /** Bytes are lost: a connection that lost any cannot go on and is reset when the network is back. */
    SWALLOWING
}
