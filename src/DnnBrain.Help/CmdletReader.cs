using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace DnnBrain.Help;

/// <summary>
/// Reads the cmdlets of a built assembly. Attributes are read as data, since the automation assembly it is compiled
/// against has no bodies; a cmdlet is instantiated only to ask its properties for their defaults.
/// </summary>
internal static class CmdletReader
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>All public cmdlets, by name.</summary>
    /// <param name="assembly">The cmdlets' assembly; what it references lies beside it.</param>
    /// <param name="automationAssembly">The System.Management.Automation.dll it was compiled against.</param>
    public static IReadOnlyList<CmdletInfo> Read(string assembly, string automationAssembly)
    {
        assembly = Path.GetFullPath(assembly);
        string folder = Path.GetDirectoryName(assembly)!;
        var context = new AssemblyLoadContext("cmdlets");
        context.Resolving += (loader, name) =>
        {
            string file = name.Name + ".dll" == Path.GetFileName(automationAssembly)
                ? Path.GetFullPath(automationAssembly)
                : Path.Combine(folder, name.Name + ".dll");
            return File.Exists(file) ? loader.LoadFromAssemblyPath(file) : null;
        };
        return context.LoadFromAssemblyPath(assembly).GetExportedTypes()
            .Where(type => !type.IsAbstract && Attribute(type, "CmdletAttribute") is not null)
            .Select(ReadCmdlet)
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)
            .ToList();
    }

    private static CmdletInfo ReadCmdlet(Type type)
    {
        CustomAttributeData cmdlet = Attribute(type, "CmdletAttribute")!;
        object? instance = Activator.CreateInstance(type);
        List<ParameterInfo> parameters = DeclarationOrder(type)
            .Where(property => Attribute(property, "ParameterAttribute") is not null)
            .Select(property => ReadParameter(property, instance))
            .ToList();
        string? defaultSet = Named(cmdlet, "DefaultParameterSetName") as string;
        List<string> sets = parameters.SelectMany(p => p.Uses).Select(use => use.Set).OfType<string>().Distinct()
            .OrderBy(set => set == defaultSet ? 0 : 1).ToList();
        return new CmdletInfo(
            (string)cmdlet.ConstructorArguments[0].Value!,
            (string)cmdlet.ConstructorArguments[1].Value!,
            type.FullName!,
            Named(cmdlet, "SupportsShouldProcess") is true,
            Attributes(type, "OutputTypeAttribute").SelectMany(a => Flatten(a.ConstructorArguments[0]))
                .Select(output => output is Type t ? t.FullName! : (string)output).Distinct().ToList(),
            parameters,
            sets.Count > 0 ? sets : ["__AllParameterSets"]);
    }

    private static ParameterInfo ReadParameter(PropertyInfo property, object? instance)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type element = type.IsArray ? type.GetElementType()! : type;
        bool isSwitch = type.FullName == Automation + "SwitchParameter";
        CustomAttributeData? validateSet = Attribute(property, "ValidateSetAttribute");
        IReadOnlyList<string> values = element.IsEnum ? Enum.GetNames(element)
            : validateSet is null ? [] : Flatten(validateSet.ConstructorArguments[0]).OfType<string>().ToList();
        return new ParameterInfo(
            property.Name,
            type.Name,
            type.FullName!,
            isSwitch,
            Attribute(property, "SupportsWildcardsAttribute") is not null,
            isSwitch ? null : DefaultText(property.GetValue(instance)),
            Attributes(property, "AliasAttribute").SelectMany(a => Flatten(a.ConstructorArguments[0])).OfType<string>().ToList(),
            values,
            Attributes(property, "ParameterAttribute").Select(ReadUse).ToList());
    }

    private static ParameterUse ReadUse(CustomAttributeData parameter) => new(
        Named(parameter, "ParameterSetName") as string is { } set && set != "__AllParameterSets" ? set : null,
        Named(parameter, "Position") is int position && position >= 0 ? position : null,
        Named(parameter, "Mandatory") is true,
        Named(parameter, "ValueFromPipeline") is true,
        Named(parameter, "ValueFromPipelineByPropertyName") is true);

    // Base classes first, as their parameters (-Path) lead the command line.
    private static IEnumerable<PropertyInfo> DeclarationOrder(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .GroupBy(property => property.Name).Select(group => group.First())
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken);

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

    private static string? DefaultText(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(DefaultText)) is { Length: > 0 } text ? text : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static CustomAttributeData? Attribute(MemberInfo member, string name) => Attributes(member, name).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.FullName == Automation + name);

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value;

    private static IEnumerable<object> Flatten(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> items
            ? items.SelectMany(Flatten)
            : argument.Value is null ? [] : [argument.Value];
}
