package org.passerelle.node.composition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.passerelle.agreements.AgreementsService;
import org.passerelle.audit.AuditService;
import org.passerelle.exchange.ExchangeService;
import org.passerelle.gateway.Gateway;
import org.passerelle.platform.service.Service;
import org.passerelle.records.RecordsService;
import org.passerelle.screening.ScreeningService;

/** Every service that a node can run, in the order in which they start. */
public final class ServiceCatalogue {
    private final SequencedMap<String, Supplier<Service>> services;

    private ServiceCatalogue(SequencedMap<String, Supplier<Service>> services) {
        this.services = services;
    }

    /** The product's services. */
    public static ServiceCatalogue complete() {
        var services = new LinkedHashMap<String, Supplier<Service>>();
        services.put("agreements", AgreementsService::new);
        services.put("screening", ScreeningService::new);
        services.put("records", RecordsService::new);
        services.put("exchange", ExchangeService::new);
        services.put("audit", AuditService::new);
        services.put("gateway", Gateway::new);
        return new ServiceCatalogue(services);
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(services.keySet());
    }

    /** The services of these names in starting order; a name that is none is answered instead. */
    public List<Service> of(List<String> names) throws UnknownService {
        Optional<String> unknown =
                names.stream().filter(name -> !services.containsKey(name)).findFirst();
        if (unknown.isPresent()) {
            throw new UnknownService(unknown.get(), services.keySet());
        }
        return services.entrySet().stream()
                .filter(service -> names.contains(service.getKey()))
                .map(Map.Entry::getValue)
                .map(Supplier::get)
                .toList();
    }

    /** A node was told to run a service that does not exist. */
    public static final class UnknownService extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownService(String name, Iterable<String> known) {
            super("there is no service \"%s\"; there are %s".formatted(name, String.join(", ", known)));
        }
    }
}
