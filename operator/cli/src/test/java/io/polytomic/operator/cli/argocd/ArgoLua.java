package io.polytomic.operator.cli.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.OsLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.ZeroArgFunction;

/**
 * Runs a script as Argo CD runs one of its users': base, table and {@code require("os")} with time and date, and nothing
 * else; no string and no math. What Lua 5.2 has beyond 5.1 is taken away, since Argo CD's Lua is a 5.1.
 */
final class ArgoLua {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ArgoLua() {}

    /** What the script returns when {@code obj} is this object. */
    static JsonNode run(String script, JsonNode object) {
        var globals = globals();
        globals.set("obj", toLua(object));
        globals.set("actionParams", new LuaTable());
        return toJson(globals.load(script, "script").call());
    }

    private static Globals globals() {
        var globals = new Globals();
        globals.load(new BaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.set("rawlen", LuaValue.NIL);
        globals.get("table").set("pack", LuaValue.NIL);
        globals.get("table").set("unpack", LuaValue.NIL);
        var os = safeOs();
        globals.get("package").get("preload").set("os", new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return os;
            }
        });
        return globals;
    }

    private static LuaTable safeOs() {
        var elsewhere = new Globals();
        elsewhere.load(new BaseLib());
        elsewhere.load(new PackageLib());
        elsewhere.load(new OsLib());
        var os = new LuaTable();
        os.set("time", elsewhere.get("os").get("time"));
        os.set("date", elsewhere.get("os").get("date"));
        return os;
    }

    private static LuaValue toLua(JsonNode node) {
        if (node.isObject()) {
            var table = new LuaTable();
            node.properties().forEach(entry -> table.set(entry.getKey(), toLua(entry.getValue())));
            return table;
        }
        if (node.isArray()) {
            var table = new LuaTable();
            for (int i = 0; i < node.size(); i++) {
                table.set(i + 1, toLua(node.get(i)));
            }
            return table;
        }
        if (node.isNumber()) {
            return LuaValue.valueOf(node.doubleValue());
        }
        if (node.isBoolean()) {
            return LuaValue.valueOf(node.booleanValue());
        }
        return node.isNull() ? LuaValue.NIL : LuaValue.valueOf(node.asText());
    }

    /** A table whose first key is a number is a list, and so is an empty one, as in Argo CD. */
    private static JsonNode toJson(LuaValue value) {
        if (value.istable()) {
            return tableToJson(value.checktable());
        }
        if (value.isboolean()) {
            return JSON.booleanNode(value.toboolean());
        }
        if (value.type() == LuaValue.TNUMBER) {
            return number(value.todouble());
        }
        return value.isnil() ? JSON.nullNode() : JSON.textNode(value.tojstring());
    }

    private static JsonNode number(double number) {
        if (number == (int) number) {
            return JSON.numberNode((int) number);
        }
        return number == (long) number ? JSON.numberNode((long) number) : JSON.numberNode(number);
    }

    private static JsonNode tableToJson(LuaTable table) {
        Varargs entry = table.next(LuaValue.NIL);
        if (entry.arg1().isnil() || entry.arg1().type() == LuaValue.TNUMBER) {
            var list = JSON.arrayNode();
            for (int i = 1; i <= table.length(); i++) {
                list.add(toJson(table.get(i)));
            }
            return list;
        }
        var object = JSON.objectNode();
        while (!entry.arg1().isnil()) {
            object.set(entry.arg1().tojstring(), toJson(entry.arg(2)));
            entry = table.next(entry.arg1());
        }
        return object;
    }
}
