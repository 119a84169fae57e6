FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN mvn -B -q -DskipTests -pl modules/launcher -am package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 cost-insights \
 && useradd --system --uid 10001 --gid cost-insights --home-dir /var/lib/cost-insights --create-home cost-insights
COPY --from=build /build/modules/launcher/target/cost-insights.jar /opt/cost-insights/cost-insights.jar
WORKDIR /opt/cost-insights
ENV COST_INSIGHTS_DATA_DIR=/var/lib/cost-insights
VOLUME /var/lib/cost-insights
EXPOSE 8080
USER cost-insights
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-jar", "cost-insights.jar"]
