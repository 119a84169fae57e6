package dev.costinsights.launcher;

import com.hazelcast.config.Config;
import dev.costinsights.platform.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Builds the one Vert.x of the process, alone or as a node of a cluster. */
final class VertxFactory {
    private VertxFactory() {}

    static Vertx create(Settings.Cluster cluster, MeterRegistry registry) {
        var options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setJvmMetricsEnabled(true)
                        .addLabels(Label.HTTP_ROUTE)
                        // Pools report themselves by name. The clients inside have none, and gauges of one name can't
                        // stand side by side.
                        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                        .addDisabledMetricsCategory("sql"));
        if (!cluster.enabled()) {
            return Vertx.builder()
                    .with(options)
                    .withMetrics(new MicrometerMetricsFactory(registry))
                    .build();
        }
        options.setEventBusOptions(new EventBusOptions().setHost(cluster.host()));
        return Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(registry))
                .withClusterManager(new HazelcastClusterManager(hazelcast(cluster)))
                .buildClustered()
                .await();
    }

    /** Nodes find each other through the configured members alone; nothing is announced on the network. */
    private static Config hazelcast(Settings.Cluster cluster) {
        Config config = new Config()
                .setClusterName("cost-insights")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false");
        var network = config.getNetworkConfig().setPort(cluster.port()).setPublicAddress(cluster.host());
        network.getInterfaces().setEnabled(true).addInterface(cluster.host());
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        return config;
    }
}
