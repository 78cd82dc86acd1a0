package org.passerelle.benchmarks.engine;

import com.googlecode.aviator.runtime.function.FunctionUtils;
import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import java.util.Map;
import org.casbin.jcasbin.util.function.CustomFunction;

/** A function of a matcher: of the question, and of the id in a policy line. */
final class CasbinFunction extends CustomFunction {
    /** What the function tells of a question and a policy line. */
    interface Test {
        boolean test(PlainJudge question, String line);
    }

    private final String name;
    private final Test test;

    CasbinFunction(String name, Test test) {
        this.name = name;
        this.test = test;
    }

    @Override
    public AviatorObject call(Map<String, Object> environment, AviatorObject question, AviatorObject id) {
        PlainJudge judge = (PlainJudge) FunctionUtils.getJavaObject(question, environment);
        return AviatorBoolean.valueOf(test.test(judge, FunctionUtils.getStringValue(id, environment)));
    }

    @Override
    public String getName() {
        return name;
    }
}
