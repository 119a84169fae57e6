package dev.costinsights.example;

import com.hazelcast.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/**
 * Joins the cluster of a server that runs on this machine with {@code COST_INSIGHTS_CLUSTER_ENABLED=true}, and runs until
 * it is interrupted. The address of that server is the first argument, {@code 127.0.0.1:5701} unless given.
 */
public final class Main {
    private static final String THIS_HOST = "127.0.0.1";

    private Main() {}

    public static void main(String[] args) {
        String server = args.length > 0 ? args[0] : THIS_HOST + ":5701";
        Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(THIS_HOST)))
                .withClusterManager(new HazelcastClusterManager(clusterWith(server)))
                .buildClustered()
                .compose(vertx -> vertx.deployVerticle(new ThumbnailCosts()).onFailure(failure -> vertx.close()))
                .onFailure(failure -> {
                    System.err.println("The example failed: " + failure.getMessage());
                    System.exit(1);
                });
    }

    /** A node reached by address alone: nothing is announced on the network. */
    private static Config clusterWith(String server) {
        Config config = new Config()
                .setClusterName("cost-insights")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig().setPort(0).setPublicAddress(THIS_HOST);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(THIS_HOST);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember(server);
        return config;
    }
}
