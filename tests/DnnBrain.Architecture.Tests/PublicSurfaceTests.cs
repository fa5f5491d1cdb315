using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace DnnBrain.Architecture;

public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string s_framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    // PowerShell would unroll such an object into its numbers when it is piped from a variable.
    [Fact]
    public void PublicTypes_OfTheCore_AreNotEnumerable() =>
        Broken.None(AssemblyUnderTest.Core.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IEnumerable))).Select(type => type.FullName));

    [Fact]
    public void PublicProperties_OfTheCore_CannotBeSetLater() => Broken.None(
        from type in AssemblyUnderTest.Core.GetExportedTypes()
        from property in type.GetProperties(Declared)
        where property.SetMethod is { IsPublic: true } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{type.FullName}.{property.Name}");

    // Another module may bring another version of a third-party assembly; its types must not pass between us and the caller.
    [Fact]
    public void PublicSignatures_OfEveryAssembly_NameNoThirdPartyType() => Broken.None(
        from assembly in new[] { AssemblyUnderTest.Torch, AssemblyUnderTest.Core }
        from type in assembly.GetExportedTypes()
        from named in NamedTypes(type).SelectMany(Parts)
        where Path.GetDirectoryName(named.Assembly.Location) != s_framework && !AssemblyUnderTest.All.Contains(named.Assembly)
        select $"{type.FullName} names {named.FullName}");

    private static IEnumerable<Type> NamedTypes(Type type)
    {
        IEnumerable<Type> members = type.GetMembers(Declared).SelectMany(member => member switch
        {
            MethodBase { IsPrivate: false, IsAssembly: false } method => method.GetParameters().Select(p => p.ParameterType)
                .Concat(method is MethodInfo { ReturnType: var result } ? [result] : []),
            FieldInfo { IsPrivate: false, IsAssembly: false } field => [field.FieldType],
            _ => Enumerable.Empty<Type>(),
        });
        return members.Concat(type.GetInterfaces()).Concat(type.BaseType is null ? [] : [type.BaseType]);
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }
}
