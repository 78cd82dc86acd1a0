package org.passerelle.benchmarks.engine;

import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** Models of jCasbin: the first line whose matcher holds allows. */
final class CasbinModel {
    private static final String MODEL = """
            [request_definition]
            r = question
            [policy_definition]
            p = clause, eft
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m =\s""";

    private CasbinModel() {}

    static Enforcer enforcer(String matcher) {
        Model model = new Model();
        model.loadModelFromText(MODEL + matcher + "\n");
        Enforcer enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        return enforcer;
    }
}
